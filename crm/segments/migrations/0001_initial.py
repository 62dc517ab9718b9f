import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from editorial.tables import AllAtOnce


class Migration(AllAtOnce):

    initial = True

    dependencies = [
        ('crm_mailings', '0001_squashed_0003'),
        ('crm_people', '0001_squashed_0009'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ExclusionList',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, unique=True, verbose_name='nom')),
                ('why', models.CharField(blank=True, help_text='Sans nommer personne.', max_length=240, verbose_name='à quoi sert cette liste')),
                ('always', models.BooleanField(default=True, verbose_name='écartée de tous les envois')),
                ('created_at', models.DateTimeField(verbose_name='créée le')),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='par')),
            ],
            options={
                'verbose_name': 'liste d’exclusion',
                'verbose_name_plural': 'listes d’exclusion',
                'ordering': ['name', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='exclusion_list_has_a_name', violation_error_message='Donnez un nom à cette liste.')],
            },
        ),
        migrations.CreateModel(
            name='Excluded',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('list', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='entries', to='crm_segments.exclusionlist', verbose_name='liste')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='exclusions', to='crm_people.person', verbose_name='personne')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='adresse électronique')),
                ('until', models.DateField(blank=True, null=True, verbose_name='jusqu’au (exclu)')),
                ('added_at', models.DateTimeField(verbose_name='ajoutée le')),
                ('added_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='par')),
            ],
            options={
                'verbose_name': 'exclusion',
                'ordering': ['list', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('person__isnull', False)), fields=('list', 'person'), name='excluded_once_a_list_and_person', violation_error_message='Cette personne est déjà dans la liste.'), models.UniqueConstraint(condition=models.Q(('email', ''), _negated=True), fields=('list', 'email'), name='excluded_once_a_list_and_address', violation_error_message='Cette adresse est déjà dans la liste.'), models.CheckConstraint(condition=models.Q(models.Q(('email', ''), ('person__isnull', False)), models.Q(('person__isnull', True), ('until__isnull', False), models.Q(('email', ''), _negated=True)), _connector='OR'), name='excluded_is_a_person_or_an_address', violation_error_message='On écarte une personne du fichier, ou une adresse jusqu’à une date.')],
            },
        ),
        migrations.CreateModel(
            name='Segment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='à')),
                ('name', models.CharField(max_length=80, verbose_name='nom')),
                ('criteria', models.JSONField(blank=True, default=list, verbose_name='critères')),
                ('sharing', models.CharField(choices=[('own', 'moi seulement'), ('team', 'l’équipe'), ('all', 'l’équipe et la communication')], db_index=True, default='own', max_length=4, verbose_name='partagé avec')),
                ('created_at', models.DateTimeField(verbose_name='créé le')),
                ('used_at', models.DateTimeField(blank=True, null=True, verbose_name='dernier envoi le')),
            ],
            options={
                'verbose_name': 'segment',
                'ordering': ['name', 'pk'],
                'permissions': [('see_people', 'Voit les personnes d’un segment'), ('share_with_communication', 'Peut confier un segment à la communication')],
                'constraints': [models.UniqueConstraint(fields=('user', 'name'), name='segment_named_once_a_user', violation_error_message='Vous avez déjà un segment de ce nom.'), models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='segment_has_a_name', violation_error_message='Donnez un nom à ce segment.')],
            },
        ),
        migrations.CreateModel(
            name='Campaign',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=160, verbose_name='intitulé')),
                ('nature', models.CharField(choices=[('promotion', 'information envoyée avec l’accord de chacun'), ('service', 'message de service, lié à une démarche en cours')], max_length=9, verbose_name='nature')),
                ('audience', models.CharField(blank=True, max_length=40, verbose_name='public')),
                ('rest_days', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='sauf qui a déjà été écrit depuis (jours)')),
                ('subject', models.CharField(blank=True, max_length=200, verbose_name='objet')),
                ('text', models.TextField(blank=True, max_length=20000, verbose_name='texte')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='motif du message de service')),
                ('state', models.CharField(choices=[('draft', 'brouillon'), ('launched', 'lancé'), ('abandoned', 'abandonné')], db_index=True, default='draft', max_length=9, verbose_name='état')),
                ('created_at', models.DateTimeField(verbose_name='créé le')),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='écrit par')),
                ('changed_at', models.DateTimeField(verbose_name='modifié le')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='lancé ou abandonné le')),
                ('left_out', models.JSONField(blank=True, default=dict, verbose_name='laissés de côté')),
                ('mailing', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='campaign', to='crm_mailings.mailing', verbose_name='envoi')),
                ('segments', models.ManyToManyField(blank=True, related_name='campaigns', to='crm_segments.segment', verbose_name='segments')),
                ('without', models.ManyToManyField(blank=True, related_name='kept_out_of', to='crm_segments.segment', verbose_name='sauf les segments')),
                ('lists', models.ManyToManyField(blank=True, related_name='campaigns', to='crm_segments.exclusionlist', verbose_name='listes d’exclusion')),
            ],
            options={
                'verbose_name': 'envoi à un segment',
                'verbose_name_plural': 'envois à des segments',
                'ordering': ['-created_at', '-pk'],
                'permissions': [('launch_promotion', 'Peut lancer un envoi à un public qui y a consenti'), ('launch_service', 'Peut lancer un message de service aux personnes qu’il suit'), ('launch_service_to_all', 'Peut lancer un message de service à toute personne')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('state', 'draft')), models.Q(models.Q(('state', 'draft'), _negated=True), ('ended_at__isnull', False)), _connector='OR'), name='campaign_ended_has_a_date', violation_error_message='Un envoi lancé ou abandonné porte sa date.'), models.CheckConstraint(condition=models.Q(models.Q(('mailing__isnull', False), ('state', 'launched')), models.Q(models.Q(('state', 'launched'), _negated=True), ('mailing__isnull', True)), _connector='OR'), name='campaign_launched_has_its_mailing', violation_error_message='Un envoi lancé a ses courriers, et lui seul.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'launched'), _negated=True), models.Q(models.Q(('subject', ''), _negated=True), models.Q(('text', ''), _negated=True)), _connector='OR'), name='campaign_launched_has_its_text', violation_error_message='Un envoi lancé a un objet et un texte.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'launched'), _negated=True), models.Q(('nature', 'promotion'), models.Q(('audience', ''), _negated=True)), models.Q(('audience', ''), ('nature', 'service'), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='campaign_launched_says_its_right', violation_error_message='Un envoi lancé dit quel public y a consenti, ou pour quel motif de service.'), models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='campaign_has_a_title', violation_error_message='Donnez un intitulé à cet envoi.'), models.CheckConstraint(condition=models.Q(('rest_days__isnull', True), models.Q(('rest_days__gte', 1), ('rest_days__lte', 730)), _connector='OR'), name='campaign_rests_at_least_a_day', violation_error_message='Comptez de 1 à 730 jours.')],
            },
        ),
    ]
