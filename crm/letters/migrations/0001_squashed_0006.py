import django.db.models.deletion
from django.db import migrations, models

from editorial.tables import AllAtOnce


class Migration(AllAtOnce):

    replaces = [('crm_letters', '0001_initial'), ('crm_letters', '0002_initial'), ('crm_letters', '0003_letter_link_purpose_letter_link_target'), ('crm_letters', '0004_said_in_french'), ('crm_letters', '0005_bulk_and_returns'), ('crm_letters', '0006_pages')]

    initial = True

    dependencies = [
        ('crm_people', '0001_squashed_0009'),
    ]

    operations = [
        migrations.CreateModel(
            name='Letter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=120, unique=True, verbose_name='clé')),
                ('kind', models.CharField(choices=[('service', 'message de service'), ('promotion', 'information envoyée avec accord')], default='service', max_length=9, verbose_name='nature')),
                ('batch', models.CharField(blank=True, db_index=True, editable=False, max_length=40, verbose_name='envoi')),
                ('template', models.CharField(max_length=60, verbose_name='modèle')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='letters', to='crm_people.person', verbose_name='personne')),
                ('to', models.EmailField(max_length=254, verbose_name='à')),
                ('subject', models.CharField(max_length=200, verbose_name='objet')),
                ('body', models.TextField(blank=True, verbose_name='texte')),
                ('html', models.TextField(blank=True, editable=False, verbose_name='mise en page')),
                ('link_purpose', models.CharField(blank=True, editable=False, max_length=40, verbose_name='usage du lien')),
                ('link_target', models.CharField(blank=True, editable=False, max_length=40, verbose_name='objet du lien')),
                ('state', models.CharField(choices=[('queued', 'à envoyer'), ('sending', 'en cours d’envoi'), ('sent', 'envoyé'), ('failed', 'abandonné'), ('uncertain', 'incertain'), ('withheld', 'retenu')], db_index=True, default='queued', max_length=10, verbose_name='état')),
                ('written_at', models.DateTimeField(verbose_name='écrit le')),
                ('attempts', models.PositiveSmallIntegerField(default=0, verbose_name='essais')),
                ('next_try_at', models.DateTimeField(blank=True, null=True, verbose_name='prochain essai')),
                ('claimed_at', models.DateTimeField(blank=True, null=True, verbose_name='pris en charge le')),
                ('sent_at', models.DateTimeField(blank=True, null=True, verbose_name='envoyé le')),
                ('last_error', models.CharField(blank=True, max_length=200, verbose_name='dernière erreur')),
                ('withheld_because', models.CharField(blank=True, max_length=120, verbose_name='motif de la retenue')),
                ('message_id', models.CharField(blank=True, db_index=True, editable=False, max_length=120, verbose_name='identifiant du message')),
                ('bounced_at', models.DateTimeField(blank=True, null=True, verbose_name='revenu le')),
                ('bounce_status', models.CharField(blank=True, max_length=12, verbose_name='code du retour')),
            ],
            options={
                'verbose_name': 'courrier',
                'ordering': ['-written_at', '-pk'],
                'indexes': [models.Index(condition=models.Q(('state', 'queued')), fields=['next_try_at', 'id'], name='letter_in_the_queue')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state', 'withheld'), models.Q(('withheld_because', ''), _negated=True)), models.Q(models.Q(('state', 'withheld'), _negated=True), ('withheld_because', '')), _connector='OR'), name='letter_withheld_says_why', violation_error_message='Un courrier retenu dit pourquoi, et lui seul.'), models.CheckConstraint(condition=models.Q(models.Q(('bounce_status', ''), ('bounced_at__isnull', True)), models.Q(('bounced_at__isnull', False), models.Q(('bounce_status', ''), _negated=True)), _connector='OR'), name='letter_sent_back_says_when_and_how', violation_error_message='Un courrier revenu porte une date et un code.'), models.CheckConstraint(condition=models.Q(models.Q(('sent_at__isnull', False), ('state', 'sent')), models.Q(models.Q(('state', 'sent'), _negated=True), ('sent_at__isnull', True)), _connector='OR'), name='letter_sent_has_a_date', violation_error_message='Un courrier envoyé porte sa date d’envoi.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'sending'), _negated=True), ('claimed_at__isnull', False), _connector='OR'), name='letter_being_sent_is_claimed', violation_error_message='Un courrier en cours d’envoi a été pris en charge.')],
            },
        ),
        migrations.CreateModel(
            name='SecretLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64, unique=True, verbose_name='empreinte')),
                ('purpose', models.CharField(max_length=40, verbose_name='usage')),
                ('target', models.CharField(max_length=40, verbose_name='objet')),
                ('created_at', models.DateTimeField(verbose_name='créé le')),
                ('expires_at', models.DateTimeField(verbose_name='expire le')),
            ],
            options={
                'verbose_name': 'lien secret',
                'verbose_name_plural': 'liens secrets',
                'indexes': [models.Index(fields=['purpose', 'target'], name='link_target')],
                'constraints': [models.CheckConstraint(condition=models.Q(('expires_at__gt', models.F('created_at'))), name='link_expires_after_it_is_made', violation_error_message='Un lien expire après avoir été créé.')],
            },
        ),
    ]
