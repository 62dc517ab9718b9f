import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from editorial.tables import AllAtOnce


class Migration(AllAtOnce):

    replaces = [('crm_appointments', '0001_initial')]

    initial = True

    dependencies = [
        ('crm_consents', '0001_squashed_0008'),
        ('crm_journeys', '0001_squashed_0010'),
        ('crm_people', '0001_squashed_0009'),
        ('telecentre', '0001_squashed_0005'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Reason',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('label', models.CharField(max_length=80, unique=True, verbose_name='motif')),
                ('summary', models.CharField(blank=True, help_text='Ce que le public lit sous le motif.', max_length=200, verbose_name='en une phrase')),
                ('minutes', models.PositiveSmallIntegerField(choices=[(15, '15 minutes'), (30, '30 minutes'), (45, '45 minutes'), (60, '60 minutes'), (75, '75 minutes'), (90, '90 minutes'), (120, '120 minutes'), (150, '150 minutes'), (180, '180 minutes'), (240, '240 minutes')], default=45, verbose_name='durée')),
                ('at_office', models.BooleanField(default=True, verbose_name='sur place')),
                ('by_phone', models.BooleanField(default=True, verbose_name='par téléphone')),
                ('by_video', models.BooleanField(default=False, verbose_name='en visioconférence')),
                ('at_home', models.BooleanField(default=False, help_text='Proposé par l’équipe, jamais au public.', verbose_name='à domicile')),
                ('seats', models.PositiveSmallIntegerField(default=1, help_text='Plus d’un\xa0: le rendez-vous est collectif, et l’équipe en fixe les dates.', verbose_name='foyers accueillis ensemble')),
                ('to_bring', models.TextField(blank=True, help_text='Une pièce par ligne.', max_length=600, verbose_name='à apporter')),
                ('audience', models.CharField(choices=[('public', 'tout le monde, depuis le site'), ('invited', 'sur invitation seulement'), ('desk', 'l’équipe seulement')], default='public', max_length=7, verbose_name='qui peut le prendre')),
                ('notice_hours', models.PositiveSmallIntegerField(default=24, help_text='Le temps dont l’équipe a besoin avant un rendez-vous.', verbose_name='délai minimal (heures)')),
                ('horizon_days', models.PositiveSmallIntegerField(default=60, verbose_name='ouvert combien de jours à l’avance')),
                ('position', models.PositiveSmallIntegerField(default=100, verbose_name='rang dans la liste')),
                ('active', models.BooleanField(default=True, verbose_name='en service')),
            ],
            options={
                'verbose_name': 'motif de rendez-vous',
                'verbose_name_plural': 'motifs de rendez-vous',
                'ordering': ['position', 'label'],
                'constraints': [models.CheckConstraint(condition=models.Q(('at_office', True), ('by_phone', True), ('by_video', True), ('at_home', True), _connector='OR'), name='reason_has_a_place', violation_error_message='Choisissez au moins une façon de se rencontrer.'), models.CheckConstraint(condition=models.Q(('minutes__in', (15, 30, 45, 60, 75, 90, 120, 150, 180, 240))), name='reason_lasts_whole_quarters', violation_error_message='La durée est un nombre entier de quarts d’heure.'), models.CheckConstraint(condition=models.Q(('seats__gte', 1), ('seats__lte', 200)), name='reason_has_seats', violation_error_message='Un rendez-vous accueille de 1 à 200 foyers.'), models.CheckConstraint(condition=models.Q(('horizon_days__gte', 1), ('horizon_days__lte', 366), ('notice_hours__lte', 2000)), name='reason_horizon_is_near', violation_error_message='On réserve d’un jour à un an à l’avance.')],
            },
        ),
        migrations.CreateModel(
            name='Appointment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appointments', to='crm_appointments.reason', verbose_name='motif')),
                ('advisor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='conseiller')),
                ('place', models.CharField(choices=[('office', 'sur place'), ('phone', 'par téléphone'), ('video', 'en visioconférence'), ('home', 'à domicile')], max_length=6, verbose_name='comment')),
                ('site', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='telecentre.site', verbose_name='lieu')),
                ('where', models.CharField(blank=True, max_length=200, verbose_name='adresse du rendez-vous')),
                ('video_link', models.URLField(blank=True, verbose_name='lien de visioconférence')),
                ('starts_at', models.DateTimeField(db_index=True, verbose_name='début')),
                ('ends_at', models.DateTimeField(verbose_name='fin')),
                ('seats', models.PositiveSmallIntegerField(default=1, verbose_name='foyers accueillis')),
                ('state', models.CharField(choices=[('planned', 'prévu'), ('seen', 'tenu'), ('no_show', 'absence'), ('cancelled_by_person', 'annulé par la personne'), ('cancelled_by_service', 'annulé par l’équipe')], default='planned', max_length=20, verbose_name='état')),
                ('cancel_reason', models.CharField(blank=True, max_length=240, verbose_name='motif d’annulation')),
                ('fixed_at', models.DateTimeField(verbose_name='fixé le')),
                ('changed_at', models.DateTimeField(verbose_name='changé le')),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='renseigné le')),
            ],
            options={
                'verbose_name': 'rendez-vous',
                'verbose_name_plural': 'rendez-vous',
                'ordering': ['starts_at', 'pk'],
                'permissions': [('plan_for_others', 'Tient l’agenda de rendez-vous de ses collègues')],
                'indexes': [models.Index(fields=['advisor', 'starts_at'], name='appointment_of_advisor'), models.Index(fields=['state', 'ends_at'], name='appointment_to_fill_in')],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='appointment_ends_after_it_starts', violation_error_message='La fin du rendez-vous suit son début.'), models.CheckConstraint(condition=models.Q(('seats__gte', 1)), name='appointment_has_seats', violation_error_message='Un rendez-vous accueille au moins un foyer.'), models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', True), ('state', 'planned')), models.Q(models.Q(('state', 'planned'), _negated=True), ('closed_at__isnull', False)), _connector='OR'), name='appointment_is_closed_once_it_moved', violation_error_message='Un rendez-vous renseigné porte la date à laquelle il l’a été.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'cancelled_by_service'), _negated=True), models.Q(('cancel_reason', ''), _negated=True), _connector='OR'), name='appointment_cancelled_by_service_says_why', violation_error_message='Dites pourquoi ce rendez-vous est annulé.')],
            },
        ),
        migrations.CreateModel(
            name='AdvisorQuarter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('advisor', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='conseiller')),
                ('at', models.DateTimeField(verbose_name='à partir de')),
                ('appointment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='quarters', to='crm_appointments.appointment', verbose_name='rendez-vous')),
            ],
            options={
                'verbose_name': 'quart d’heure pris',
                'verbose_name_plural': 'quarts d’heure pris',
                'ordering': ['at'],
                'constraints': [models.UniqueConstraint(fields=('advisor', 'at'), name='one_appointment_a_quarter_of_an_hour', violation_error_message='Ce conseiller a déjà un rendez-vous à cette heure.')],
            },
        ),
        migrations.CreateModel(
            name='AppointmentMove',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('appointment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='moves', to='crm_appointments.appointment', verbose_name='rendez-vous')),
                ('was_at', models.DateTimeField(verbose_name='était le')),
                ('advisor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='était avec')),
                ('by_person', models.BooleanField(default=False, verbose_name='par la personne')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='déplacé par')),
                ('at', models.DateTimeField(verbose_name='déplacé le')),
            ],
            options={
                'verbose_name': 'déplacement de rendez-vous',
                'verbose_name_plural': 'déplacements de rendez-vous',
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='AppointmentParty',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('appointment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parties', to='crm_appointments.appointment', verbose_name='rendez-vous')),
                ('form_key', models.UUIDField(blank=True, null=True, unique=True, verbose_name='clé du formulaire')),
                ('through', models.CharField(choices=[('site', 'par le site'), ('invitation', 'sur invitation'), ('desk', 'par l’équipe')], max_length=10, verbose_name='pris')),
                ('payload', models.JSONField(blank=True, default=dict, verbose_name='coordonnées données')),
                ('forgotten', models.BooleanField(default=False, verbose_name='coordonnées effacées')),
                ('origin', models.CharField(blank=True, editable=False, max_length=40, verbose_name='venue par')),
                ('email_key', models.CharField(blank=True, db_index=True, max_length=254, verbose_name='courriel comparé')),
                ('phone_key', models.CharField(blank=True, db_index=True, max_length=20, verbose_name='téléphone comparé')),
                ('adults', models.PositiveSmallIntegerField(default=1, verbose_name='adultes')),
                ('children', models.PositiveSmallIntegerField(default=0, verbose_name='enfants')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='appointments', to='crm_people.person', verbose_name='personne')),
                ('journey', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='crm_journeys.journey', verbose_name='parcours')),
                ('wording', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='crm_consents.wording', verbose_name='texte d’information lu')),
                ('state', models.CharField(choices=[('planned', 'prévu'), ('seen', 'tenu'), ('no_show', 'absence'), ('cancelled_by_person', 'annulé par la personne'), ('cancelled_by_service', 'annulé par l’équipe')], default='planned', max_length=20, verbose_name='issue')),
                ('note', models.TextField(blank=True, max_length=2000, verbose_name='compte rendu')),
                ('exchange', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='crm_journeys.interaction', verbose_name='échange consigné')),
                ('booked_at', models.DateTimeField(verbose_name='pris le')),
                ('booked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='pris par')),
                ('reminded_at', models.DateTimeField(blank=True, null=True, verbose_name='rappelé le')),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='renseigné le')),
            ],
            options={
                'verbose_name': 'foyer à un rendez-vous',
                'verbose_name_plural': 'foyers à un rendez-vous',
                'ordering': ['booked_at', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('adults__gte', 1), ('adults__lte', 20), ('children__lte', 20)), name='party_counts_its_members', violation_error_message='Comptez de 1 à 20 adultes et 20 enfants au plus.'), models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', True), ('state', 'planned')), models.Q(models.Q(('state', 'planned'), _negated=True), ('closed_at__isnull', False)), _connector='OR'), name='party_is_closed_once_it_moved', violation_error_message='Une issue porte la date à laquelle elle a été notée.')],
            },
        ),
        migrations.CreateModel(
            name='AppointmentSeat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('appointment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='places_held', to='crm_appointments.appointment', verbose_name='rendez-vous')),
                ('number', models.PositiveSmallIntegerField(verbose_name='numéro')),
                ('party', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='seat', to='crm_appointments.appointmentparty', verbose_name='foyer')),
            ],
            options={
                'verbose_name': 'place à un rendez-vous',
                'verbose_name_plural': 'places à un rendez-vous',
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(fields=('appointment', 'number'), name='seat_once_an_appointment', violation_error_message='Cette place existe déjà.')],
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='invitations_to_meet', to='crm_people.person', verbose_name='personne')),
                ('journey', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='crm_journeys.journey', verbose_name='parcours')),
                ('reason', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='crm_appointments.reason', verbose_name='motif')),
                ('place', models.CharField(blank=True, choices=[('office', 'sur place'), ('phone', 'par téléphone'), ('video', 'en visioconférence'), ('home', 'à domicile')], max_length=6, verbose_name='comment')),
                ('until', models.DateField(db_index=True, verbose_name='à choisir jusqu’au')),
                ('words', models.TextField(blank=True, max_length=1000, verbose_name='quelques mots')),
                ('party', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='invitation', to='crm_appointments.appointmentparty', verbose_name='rendez-vous pris')),
                ('sent_at', models.DateTimeField(verbose_name='envoyée le')),
                ('sent_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='envoyée par')),
                ('reminded_at', models.DateTimeField(blank=True, null=True, verbose_name='rappelée le')),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True, verbose_name='retirée le')),
                ('advisors', models.ManyToManyField(related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='avec')),
            ],
            options={
                'verbose_name': 'invitation à prendre rendez-vous',
                'verbose_name_plural': 'invitations à prendre rendez-vous',
                'ordering': ['-sent_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('withdrawn_at__isnull', True), ('party__isnull', True), _connector='OR'), name='invitation_withdrawn_was_not_used', violation_error_message='Une invitation dont on s’est servi ne se retire pas.')],
            },
        ),
        migrations.CreateModel(
            name='AdvisorSettings',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='conseiller')),
                ('video_link', models.URLField(blank=True, help_text='L’adresse de votre salle\xa0: elle part dans les confirmations.', verbose_name='lien de visioconférence')),
            ],
            options={
                'verbose_name': 'réglages de rendez-vous',
                'verbose_name_plural': 'réglages de rendez-vous',
            },
        ),
        migrations.CreateModel(
            name='OpeningRange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('advisor', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='conseiller')),
                ('weekday', models.PositiveSmallIntegerField(blank=True, choices=[(0, 'lundi'), (1, 'mardi'), (2, 'mercredi'), (3, 'jeudi'), (4, 'vendredi'), (5, 'samedi'), (6, 'dimanche')], null=True, verbose_name='chaque semaine')),
                ('date', models.DateField(blank=True, null=True, verbose_name='un seul jour')),
                ('starts', models.TimeField(verbose_name='de')),
                ('ends', models.TimeField(verbose_name='à')),
                ('place', models.CharField(blank=True, choices=[('office', 'sur place'), ('phone', 'par téléphone'), ('video', 'en visioconférence'), ('home', 'à domicile')], help_text='Sans choix\xa0: de toutes les façons que permet le motif.', max_length=6, verbose_name='comment')),
                ('site', models.ForeignKey(blank=True, help_text='Ses fermetures exceptionnelles ferment aussi la plage.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='telecentre.site', verbose_name='lieu')),
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='à partir du')),
                ('valid_until', models.DateField(blank=True, null=True, verbose_name='jusqu’au')),
                ('reasons', models.ManyToManyField(related_name='ranges', to='crm_appointments.reason', verbose_name='motifs')),
            ],
            options={
                'verbose_name': 'plage de rendez-vous',
                'verbose_name_plural': 'plages de rendez-vous',
                'ordering': ['weekday', 'date', 'starts'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('date__isnull', True), ('weekday__isnull', False)), models.Q(('date__isnull', False), ('weekday__isnull', True)), _connector='OR'), name='range_is_weekly_or_of_one_day', violation_error_message='Choisissez un jour de la semaine, ou une date, pas les deux.'), models.CheckConstraint(condition=models.Q(('ends__gt', models.F('starts'))), name='range_ends_after_it_starts', violation_error_message='La fin de la plage suit son début.'), models.CheckConstraint(condition=models.Q(('valid_from__isnull', True), ('valid_until__isnull', True), ('valid_until__gte', models.F('valid_from')), _connector='OR'), name='range_stops_after_it_begins', violation_error_message='Le dernier jour de la plage suit le premier.')],
            },
        ),
        migrations.CreateModel(
            name='Absence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('advisor', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='conseiller')),
                ('starts_at', models.DateTimeField(verbose_name='du')),
                ('ends_at', models.DateTimeField(verbose_name='au')),
            ],
            options={
                'verbose_name': 'absence',
                'ordering': ['starts_at'],
                'indexes': [models.Index(fields=['advisor', 'ends_at'], name='absence_of_advisor')],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='absence_ends_after_it_starts', violation_error_message='La fin de l’absence suit son début.')],
            },
        ),
    ]
