import django.db.models.deletion
from django.db import migrations, models

from editorial.tables import AllAtOnce


class Migration(AllAtOnce):

    replaces = [('crm_registrations', '0001_initial'), ('crm_registrations', '0002_what_was_told')]

    initial = True

    dependencies = [
        ('crm_consents', '0001_squashed_0008'),
        ('crm_people', '0001_squashed_0009'),
        ('forum', '0001_squashed_0004'),
    ]

    operations = [
        migrations.CreateModel(
            name='Registration',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='forum.edition', verbose_name='édition')),
                ('form_key', models.UUIDField(editable=False, unique=True, verbose_name='clé du formulaire')),
                ('first_name', models.CharField(blank=True, max_length=80, verbose_name='prénom')),
                ('last_name', models.CharField(max_length=80, verbose_name='nom')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='adresse électronique')),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name='téléphone')),
                ('organisation', models.CharField(blank=True, max_length=120, verbose_name='organisme')),
                ('origin', models.CharField(blank=True, max_length=40, verbose_name='venue par')),
                ('declared_source', models.CharField(blank=True, max_length=240, verbose_name='en ses mots')),
                ('wants_call', models.BooleanField(default=False, verbose_name='souhaite être rappelée')),
                ('wants_invitations', models.BooleanField(default=False, verbose_name='souhaite être invitée aux éditions suivantes')),
                ('invitations_wording', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='crm_consents.wording', verbose_name='accord lu')),
                ('wording', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='crm_consents.wording', verbose_name='information lue')),
                ('invitations_withdrawn_at', models.DateTimeField(blank=True, null=True, verbose_name='ne veut plus d’invitation depuis le')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='forum_registrations', to='crm_people.person', verbose_name='dossier')),
                ('walk_in', models.BooleanField(default=False, verbose_name='venue sans inscription')),
                ('state', models.CharField(choices=[('pending', 'adresse à confirmer'), ('confirmed', 'confirmée'), ('waitlisted', 'en liste d’attente'), ('offered', 'place proposée'), ('cancelled', 'annulée')], db_index=True, default='pending', max_length=10, verbose_name='état')),
                ('registered_at', models.DateTimeField(verbose_name='inscrite le')),
                ('confirm_before', models.DateTimeField(blank=True, null=True, verbose_name='à confirmer avant le')),
                ('address_proven_at', models.DateTimeField(blank=True, null=True, verbose_name='adresse confirmée le')),
                ('confirmed_at', models.DateTimeField(blank=True, null=True, verbose_name='confirmée le')),
                ('cancelled_at', models.DateTimeField(blank=True, null=True, verbose_name='annulée le')),
                ('cancel_reason', models.CharField(blank=True, max_length=240, verbose_name='motif')),
                ('forgotten_at', models.DateTimeField(blank=True, null=True, verbose_name='coordonnées effacées le')),
            ],
            options={
                'verbose_name': 'inscription au Forum',
                'verbose_name_plural': 'inscriptions au Forum',
                'ordering': ['registered_at', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ['pending', 'confirmed', 'waitlisted', 'offered']), models.Q(('email', ''), _negated=True)), fields=('edition', 'email'), name='one_live_registration_an_edition_and_address', violation_error_message='Cette adresse est déjà inscrite à cette édition.'), models.CheckConstraint(condition=models.Q(models.Q(('cancelled_at__isnull', False), ('state', 'cancelled')), models.Q(models.Q(('state', 'cancelled'), _negated=True), ('cancelled_at__isnull', True)), _connector='OR'), name='forum_registration_cancelled_has_a_date', violation_error_message='Une inscription annulée porte sa date.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'confirmed'), _negated=True), ('confirmed_at__isnull', False), _connector='OR'), name='forum_registration_confirmed_has_a_date', violation_error_message='Une inscription confirmée porte sa date.'), models.CheckConstraint(condition=models.Q(models.Q(('confirm_before__isnull', False), ('state', 'pending')), models.Q(models.Q(('state', 'pending'), _negated=True), ('confirm_before__isnull', True)), _connector='OR'), name='forum_registration_pending_has_an_end', violation_error_message='Une inscription à confirmer porte son échéance.')],
            },
        ),
        migrations.CreateModel(
            name='Participant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('registration', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='participants', to='crm_registrations.registration', verbose_name='inscription')),
                ('rank', models.PositiveSmallIntegerField(default=1, verbose_name='rang')),
                ('first_name', models.CharField(blank=True, max_length=80, verbose_name='prénom')),
                ('last_name', models.CharField(max_length=80, verbose_name='nom')),
                ('name_key', models.CharField(db_index=True, editable=False, max_length=180, verbose_name='nom comparé')),
                ('organisation', models.CharField(blank=True, max_length=120, verbose_name='organisme')),
                ('access_needs', models.CharField(blank=True, max_length=240, verbose_name='à prévoir pour l’accueillir')),
                ('wishes', models.JSONField(blank=True, default=list, editable=False, verbose_name='ateliers souhaités')),
                ('code', models.CharField(editable=False, max_length=16, unique=True, verbose_name='code du billet')),
                ('left_at', models.DateTimeField(blank=True, null=True, verbose_name='ne vient plus depuis le')),
            ],
            options={
                'verbose_name': 'participant du Forum',
                'verbose_name_plural': 'participants du Forum',
                'ordering': ['name_key', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('registration', 'rank'), name='one_participant_a_rank', violation_error_message='Ce rang est déjà pris dans le groupe.')],
            },
        ),
        migrations.CreateModel(
            name='Roster',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('edition', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='forum.edition', verbose_name='édition')),
                ('frozen_at', models.DateTimeField(blank=True, null=True, verbose_name='inscriptions figées le')),
                ('told', models.CharField(blank=True, editable=False, max_length=300, verbose_name='annoncé')),
                ('stop_told', models.CharField(blank=True, choices=[('cancelled', 'annulation'), ('postponed', 'report')], editable=False, max_length=9, verbose_name='arrêt annoncé')),
            ],
            options={
                'verbose_name': 'inscriptions d’une édition',
                'verbose_name_plural': 'inscriptions des éditions',
            },
        ),
        migrations.CreateModel(
            name='EditionSeat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('roster', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='seats', to='crm_registrations.roster', verbose_name='inscriptions')),
                ('number', models.PositiveSmallIntegerField(verbose_name='numéro')),
                ('participant', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='seat', to='crm_registrations.participant', verbose_name='participant')),
            ],
            options={
                'verbose_name': 'place du Forum',
                'verbose_name_plural': 'places du Forum',
                'ordering': ['roster', 'number'],
                'constraints': [models.UniqueConstraint(fields=('roster', 'number'), name='one_seat_an_edition_and_number', violation_error_message='Cette place existe déjà.')],
            },
        ),
        migrations.CreateModel(
            name='WorkshopSeat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slot', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='forum.slot', verbose_name='atelier')),
                ('number', models.PositiveSmallIntegerField(verbose_name='numéro')),
                ('participant', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='workshops', to='crm_registrations.participant', verbose_name='participant')),
                ('held_until', models.DateTimeField(blank=True, null=True, verbose_name='gardée jusqu’au')),
                ('told', models.CharField(blank=True, editable=False, max_length=400, verbose_name='annoncé')),
            ],
            options={
                'verbose_name': 'place d’un atelier',
                'verbose_name_plural': 'places des ateliers',
                'ordering': ['slot', 'number'],
                'constraints': [models.UniqueConstraint(fields=('slot', 'number'), name='one_seat_a_slot_and_number', violation_error_message='Cette place existe déjà.'), models.UniqueConstraint(condition=models.Q(('participant__isnull', False)), fields=('slot', 'participant'), name='one_seat_a_slot_and_participant', violation_error_message='Cette personne a déjà une place à cet atelier.')],
            },
        ),
    ]
