import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from editorial.tables import AllAtOnce


class Migration(AllAtOnce):

    replaces = [('crm_welcome', '0001_contact_requests')]

    initial = True

    dependencies = [
        ('crm_consents', '0001_squashed_0008'),
        ('crm_journeys', '0001_squashed_0010'),
        ('crm_people', '0001_squashed_0009'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ContactRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('form_key', models.UUIDField(unique=True, verbose_name='clé du formulaire')),
                ('kind', models.CharField(choices=[('message', 'message'), ('call', 'demande de rappel')], max_length=7, verbose_name='nature')),
                ('topic', models.CharField(choices=[('settle', 's’installer'), ('train', 'se former'), ('telecentre', 'télécentre'), ('other', 'autre sujet')], max_length=10, verbose_name='sujet')),
                ('payload', models.JSONField(blank=True, default=dict, verbose_name='réponses')),
                ('origin', models.CharField(blank=True, editable=False, max_length=40, verbose_name='venue par')),
                ('email_key', models.CharField(blank=True, db_index=True, max_length=254, verbose_name='courriel comparé')),
                ('phone_key', models.CharField(blank=True, db_index=True, max_length=20, verbose_name='téléphone comparé')),
                ('wording', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='crm_consents.wording', verbose_name='texte d’information lu')),
                ('received_at', models.DateTimeField(db_index=True, verbose_name='reçu le')),
                ('state', models.CharField(choices=[('new', 'à traiter'), ('filed', 'rattaché à un dossier'), ('settled', 'réglé'), ('spam', 'indésirable')], db_index=True, default='new', max_length=7, verbose_name='état')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='contact_requests', to='crm_people.person', verbose_name='personne')),
                ('exchange', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='crm_journeys.interaction', verbose_name='échange consigné')),
                ('task', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='crm_journeys.task', verbose_name='tâche')),
                ('handled_at', models.DateTimeField(blank=True, null=True, verbose_name='traité le')),
                ('handled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='traité par')),
            ],
            options={
                'verbose_name': 'message du public',
                'verbose_name_plural': 'messages du public',
                'ordering': ['-received_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('handled_at__isnull', True), ('state', 'new')), models.Q(models.Q(('state', 'new'), _negated=True), ('handled_at__isnull', False)), _connector='OR'), name='contact_request_is_handled_once_it_moved', violation_error_message='Un message traité porte la date à laquelle il l’a été.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'filed'), _negated=True), ('person__isnull', False), _connector='OR'), name='contact_request_filed_has_a_person', violation_error_message='Un message rattaché l’est à une personne.')],
            },
        ),
        migrations.CreateModel(
            name='RefusedMessage',
            fields=[
                ('day', models.DateField(primary_key=True, serialize=False, verbose_name='jour')),
                ('count', models.PositiveIntegerField(default=0, verbose_name='nombre')),
            ],
            options={
                'verbose_name': 'messages de robots',
                'verbose_name_plural': 'messages de robots',
            },
        ),
    ]
