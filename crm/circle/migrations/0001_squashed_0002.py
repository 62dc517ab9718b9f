import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from editorial.tables import AllAtOnce


class Migration(AllAtOnce):

    replaces = [('crm_circle', '0001_initial'), ('crm_circle', '0002_visits_are_shared')]

    initial = True

    dependencies = [
        ('crm_journeys', '0001_squashed_0010'),
        ('crm_needs', '0001_initial'),
        ('crm_organisations', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Helper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('journey', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='helpers', to='crm_journeys.journey', verbose_name='parcours')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='crm_organisations.organisation', verbose_name='organisation')),
                ('name', models.CharField(max_length=120, verbose_name='nom')),
                ('email', models.EmailField(max_length=254, verbose_name='courriel')),
                ('email_key', models.CharField(db_index=True, editable=False, max_length=254, verbose_name='courriel comparé')),
                ('role', models.CharField(help_text='Par exemple\xa0: directrice de l’école.', max_length=160, verbose_name='à quel titre')),
                ('state', models.CharField(choices=[('asked', 'attend l’accord de la personne'), ('active', 'accès ouvert'), ('ended', 'accès retiré')], db_index=True, default='asked', max_length=6, verbose_name='état')),
                ('starts_on', models.DateField(verbose_name='à partir du')),
                ('ends_on', models.DateField(db_index=True, verbose_name='jusqu’au (compris)')),
                ('agreed_until', models.DateField(blank=True, null=True, verbose_name='accord jusqu’au (compris)')),
                ('invited_at', models.DateTimeField(verbose_name='invité le')),
                ('invited_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='invité par')),
                ('revoked_at', models.DateTimeField(blank=True, null=True, verbose_name='retiré le')),
                ('revoked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='retiré par')),
                ('revoked_reason', models.CharField(blank=True, max_length=240, verbose_name='motif du retrait')),
                ('last_seen_at', models.DateTimeField(blank=True, null=True, verbose_name='dernière visite')),
            ],
            options={
                'verbose_name': 'partenaire du cercle',
                'verbose_name_plural': 'partenaires du cercle',
                'ordering': ['-invited_at', '-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'ended'), _negated=True), fields=('journey', 'email_key'), name='one_standing_helper_a_journey_and_address', violation_error_message='Cette adresse est déjà invitée à ce parcours.'), models.CheckConstraint(condition=models.Q(models.Q(('revoked_at__isnull', False), ('state', 'ended'), models.Q(('revoked_reason', ''), _negated=True)), models.Q(models.Q(('state', 'ended'), _negated=True), ('revoked_at__isnull', True), ('revoked_reason', '')), _connector='OR'), name='helper_ended_with_a_date_and_a_reason', violation_error_message='Un accès retiré porte une date et un motif.'), models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='helper_ends_after_it_starts', violation_error_message='La fin de l’accès précède son début.'), models.CheckConstraint(condition=models.Q(models.Q(('name', ''), _negated=True), models.Q(('email_key', ''), _negated=True), models.Q(('role', ''), _negated=True)), name='helper_is_somebody', violation_error_message='Dites qui est ce partenaire et à quel titre il aide.')],
            },
        ),
        migrations.CreateModel(
            name='SharedItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('helper', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='crm_circle.helper', verbose_name='partenaire')),
                ('kind', models.CharField(choices=[('full_name', 'le prénom et le nom'), ('phone', 'le téléphone'), ('words', 'quelques mots sur le projet'), ('household', 'la composition du foyer, en nombres'), ('stage', 'l’étape où en est le parcours'), ('settlement', 'la commune et la date d’installation'), ('visit', 'le programme de la prochaine visite'), ('need', 'un besoin du foyer')], max_length=10, verbose_name='quoi')),
                ('need', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='crm_needs.need', verbose_name='besoin')),
                ('text', models.CharField(blank=True, max_length=600, verbose_name='mots écrits pour le partenaire')),
                ('added_at', models.DateTimeField(verbose_name='ajouté le')),
            ],
            options={
                'verbose_name': 'élément partagé',
                'verbose_name_plural': 'éléments partagés',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('need__isnull', True)), fields=('helper', 'kind'), name='shared_once', violation_error_message='Cet élément est déjà partagé.'), models.UniqueConstraint(condition=models.Q(('need__isnull', False)), fields=('helper', 'need'), name='need_shared_once', violation_error_message='Ce besoin est déjà partagé.'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'need'), ('need__isnull', False), ('text', '')), models.Q(('kind', 'words'), ('need__isnull', True), models.Q(('text', ''), _negated=True)), models.Q(('kind__in', ['full_name', 'phone', 'household', 'stage', 'settlement', 'visit']), ('need__isnull', True), ('text', '')), _connector='OR'), name='shared_item_has_its_target', violation_error_message='Un besoin partagé désigne un besoin ; des mots se lisent.')],
            },
        ),
        migrations.CreateModel(
            name='HelperWord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('form_key', models.UUIDField(editable=False, unique=True, verbose_name='clef du formulaire')),
                ('helper', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='words', to='crm_circle.helper', verbose_name='partenaire')),
                ('need', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='crm_needs.need', verbose_name='besoin')),
                ('said', models.CharField(choices=[('word', 'un mot'), ('proposal', 'une proposition'), ('done', 'c’est fait')], default='word', max_length=8, verbose_name='nature')),
                ('text', models.CharField(max_length=1000, verbose_name='texte')),
                ('at', models.DateTimeField(verbose_name='le')),
                ('state', models.CharField(choices=[('new', 'à lire'), ('accepted', 'versé au dossier'), ('set_aside', 'écarté')], db_index=True, default='new', max_length=9, verbose_name='état')),
                ('handled_at', models.DateTimeField(blank=True, null=True, verbose_name='traité le')),
                ('handled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='traité par')),
            ],
            options={
                'verbose_name': 'mot d’un partenaire',
                'verbose_name_plural': 'mots des partenaires',
                'ordering': ['-at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('handled_at__isnull', True), ('state', 'new')), models.Q(('handled_at__isnull', False), ('state__in', ['accepted', 'set_aside'])), _connector='OR'), name='helper_word_handled_has_a_date', violation_error_message='Un mot traité porte sa date.'), models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='helper_word_says_something', violation_error_message='Écrivez votre mot.')],
            },
        ),
        migrations.CreateModel(
            name='AccessCode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('helper', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='codes', to='crm_circle.helper', verbose_name='partenaire')),
                ('digest', models.CharField(max_length=64, verbose_name='empreinte du code')),
                ('browser', models.CharField(max_length=64, verbose_name='empreinte du navigateur')),
                ('sent_at', models.DateTimeField(verbose_name='envoyé le')),
                ('expires_at', models.DateTimeField(verbose_name='valable jusqu’au')),
                ('tries', models.PositiveSmallIntegerField(default=0, verbose_name='essais')),
                ('used_at', models.DateTimeField(blank=True, null=True, verbose_name='utilisé le')),
            ],
            options={
                'verbose_name': 'code d’accès',
                'verbose_name_plural': 'codes d’accès',
                'ordering': ['-sent_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('expires_at__gt', models.F('sent_at'))), name='access_code_expires', violation_error_message='Un code expire après son envoi.')],
            },
        ),
    ]
