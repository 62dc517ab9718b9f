import crm.mailings.models
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from editorial.tables import AllAtOnce


class Migration(AllAtOnce):

    replaces = [('crm_mailings', '0001_initial'), ('crm_mailings', '0002_handles'), ('crm_mailings', '0003_rights')]

    initial = True

    dependencies = [
        ('crm_letters', '0001_squashed_0006'),
        ('crm_people', '0001_squashed_0009'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Mailing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=60, unique=True, verbose_name='clé')),
                ('nature', models.CharField(choices=[('promotion', 'information envoyée avec l’accord de chacun'), ('service', 'message de service, lié à une démarche en cours'), ('press', 'envoi à la presse')], max_length=9, verbose_name='nature')),
                ('audience', models.CharField(blank=True, max_length=40, verbose_name='public')),
                ('title', models.CharField(max_length=160, verbose_name='intitulé')),
                ('subject', models.CharField(max_length=200, verbose_name='objet')),
                ('text', models.TextField(verbose_name='texte')),
                ('html', models.TextField(blank=True, verbose_name='mise en page')),
                ('per_minute', models.PositiveSmallIntegerField(verbose_name='courriers par minute')),
                ('state', models.CharField(choices=[('sending', 'en cours d’envoi'), ('paused', 'suspendu'), ('stopped', 'arrêté'), ('done', 'terminé')], db_index=True, default='sending', max_length=7, verbose_name='état')),
                ('left_out', models.JSONField(blank=True, default=dict, verbose_name='laissés de côté')),
                ('launched_at', models.DateTimeField(verbose_name='lancé le')),
                ('launched_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='lancé par')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='fini le')),
                ('reason', models.CharField(blank=True, max_length=240, verbose_name='motif de l’arrêt')),
            ],
            options={
                'verbose_name': 'envoi en nombre',
                'verbose_name_plural': 'envois en nombre',
                'ordering': ['-launched_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', False), ('state__in', ['stopped', 'done'])), models.Q(models.Q(('state__in', ['stopped', 'done']), _negated=True), ('ended_at__isnull', True)), _connector='OR'), name='mailing_ended_has_a_date', violation_error_message='Un envoi fini porte sa date.'), models.CheckConstraint(condition=models.Q(models.Q(('nature', 'promotion'), _negated=True), models.Q(('audience', ''), _negated=True), _connector='OR'), name='mailing_promotion_says_its_audience', violation_error_message='Un envoi d’information dit quel public y a consenti.'), models.CheckConstraint(condition=models.Q(('per_minute__gt', 0)), name='mailing_leaves_at_some_pace', violation_error_message='Un envoi part au moins à un courrier par minute.')],
            },
        ),
        migrations.CreateModel(
            name='Recipient',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mailing', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='recipients', to='crm_mailings.mailing', verbose_name='envoi')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='mailings', to='crm_people.person', verbose_name='personne')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='adresse électronique')),
                ('fields', models.JSONField(blank=True, default=dict, verbose_name='champs')),
                ('letter', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='crm_letters.letter', verbose_name='courrier')),
                ('left_at', models.DateTimeField(blank=True, null=True, verbose_name='envoyé le')),
                ('handle', models.CharField(default=crm.mailings.models.new_handle, editable=False, max_length=22, unique=True)),
                ('digest', models.CharField(blank=True, editable=False, max_length=64)),
            ],
            options={
                'verbose_name': 'destinataire d’un envoi',
                'verbose_name_plural': 'destinataires des envois',
                'ordering': ['mailing', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('email', ''), _negated=True), fields=('mailing', 'email'), name='one_letter_a_mailing_and_address', violation_error_message='Cette adresse est déjà dans l’envoi.')],
            },
        ),
    ]
