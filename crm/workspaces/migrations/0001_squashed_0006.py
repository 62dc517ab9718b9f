import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from editorial.tables import AllAtOnce


class Migration(AllAtOnce):

    replaces = [('crm_workspaces', '0001_initial'), ('crm_workspaces', '0002_bookings'), ('crm_workspaces', '0003_offices_and_statements')]

    initial = True

    dependencies = [
        ('crm_consents', '0001_squashed_0008'),
        ('crm_people', '0001_squashed_0009'),
        ('crm_waiting', '0001_squashed_0004'),
        ('telecentre', '0001_squashed_0005'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Presence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='presences', to='crm_people.person', verbose_name='personne')),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='telecentre.site', verbose_name='site')),
                ('date', models.DateField(db_index=True, verbose_name='jour')),
                ('half', models.CharField(choices=[('am', 'matin'), ('pm', 'après-midi')], max_length=2, verbose_name='demi-journée')),
                ('source', models.CharField(choices=[('desk', 'accueil'), ('self', 'elle-même'), ('import', 'registre repris')], default='desk', max_length=6, verbose_name='notée par')),
            ],
            options={
                'verbose_name': 'présence',
                'ordering': ['-date', 'half', 'pk'],
                'permissions': [('export_presence', 'Peut exporter des présences')],
                'constraints': [models.UniqueConstraint(fields=('person', 'date', 'half'), name='presence_once_a_half_day', violation_error_message='Cette présence est déjà notée.')],
            },
        ),
        migrations.CreateModel(
            name='Booking',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bookings', to='crm_people.person', verbose_name='personne')),
                ('space', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bookings', to='telecentre.space', verbose_name='espace')),
                ('product', models.CharField(choices=[('half_day', 'demi-journée'), ('day', 'journée'), ('week', 'semaine'), ('month', 'mois, un à deux jours par semaine')], max_length=8, verbose_name='formule')),
                ('starts_on', models.DateField(db_index=True, verbose_name='premier jour')),
                ('ends_on', models.DateField(verbose_name='dernier jour')),
                ('pattern', models.CharField(blank=True, max_length=60, verbose_name='demi-journées de la semaine')),
                ('state', models.CharField(choices=[('requested', 'demandée'), ('confirmed', 'confirmée'), ('used', 'honorée'), ('no_show', 'non honorée'), ('cancelled', 'annulée')], db_index=True, default='requested', max_length=9, verbose_name='état')),
                ('source', models.CharField(choices=[('desk', 'accueil'), ('public', 'site'), ('offer', 'liste d’attente')], default='desk', max_length=6, verbose_name='faite par')),
                ('price_cents', models.PositiveIntegerField(default=0, verbose_name='prix annoncé, en centimes')),
                ('requested_at', models.DateTimeField(verbose_name='demandée le')),
                ('confirmed_at', models.DateTimeField(blank=True, null=True, verbose_name='confirmée le')),
                ('cancelled_on', models.DateField(blank=True, help_text='Premier jour rendu : les demi-journées d’avant restent comptées.', null=True, verbose_name='rendue à partir du')),
                ('cancel_reason', models.CharField(blank=True, max_length=240, verbose_name='motif de l’annulation')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='notée par')),
            ],
            options={
                'verbose_name': 'réservation',
                'ordering': ['-starts_on', '-pk'],
                'permissions': [('export_booking', 'Peut exporter des réservations')],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='booking_ends_after_it_starts', violation_error_message='Le dernier jour précède le premier.'), models.CheckConstraint(condition=models.Q(models.Q(('product', 'half_day'), _negated=True), ('ends_on', models.F('starts_on')), _connector='OR'), name='booking_half_day_is_one_day', violation_error_message='Une demi-journée tient en un jour.'), models.CheckConstraint(condition=models.Q(models.Q(('product__in', ['half_day', 'month']), models.Q(('pattern', ''), _negated=True)), models.Q(('pattern', ''), ('product__in', ['day', 'week'])), _connector='OR'), name='booking_pattern_where_it_means', violation_error_message='Dites quelles demi-journées de la semaine sont prises.'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['confirmed', 'used', 'no_show']), _negated=True), ('confirmed_at__isnull', False), _connector='OR'), name='booking_confirmed_has_a_date', violation_error_message='Une réservation confirmée porte sa date.'), models.CheckConstraint(condition=models.Q(models.Q(('cancelled_on__isnull', False), ('state', 'cancelled'), models.Q(('cancel_reason', ''), _negated=True)), models.Q(models.Q(('state', 'cancelled'), _negated=True), ('cancel_reason', ''), ('cancelled_on__isnull', True)), _connector='OR'), name='booking_cancelled_with_day_and_reason', violation_error_message='Une réservation annulée porte son jour et son motif.')],
            },
        ),
        migrations.CreateModel(
            name='BookingSlot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('booking', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='slots', to='crm_workspaces.booking', verbose_name='réservation')),
                ('space', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='slots', to='telecentre.space', verbose_name='espace')),
                ('date', models.DateField(db_index=True, verbose_name='jour')),
                ('half', models.CharField(choices=[('am', 'matin'), ('pm', 'après-midi')], max_length=2, verbose_name='demi-journée')),
                ('free', models.BooleanField(default=False, verbose_name='offerte')),
            ],
            options={
                'verbose_name': 'demi-journée réservée',
                'verbose_name_plural': 'demi-journées réservées',
                'ordering': ['date', 'half'],
                'constraints': [models.UniqueConstraint(fields=('space', 'date', 'half'), name='slot_of_a_space_once', violation_error_message='Cet espace est déjà pris cette demi-journée.'), models.UniqueConstraint(fields=('booking', 'date', 'half'), name='slot_of_a_booking_once', violation_error_message='Cette réservation tient déjà cette demi-journée.')],
            },
        ),
        migrations.CreateModel(
            name='OfficeRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('form_key', models.UUIDField(blank=True, null=True, unique=True, verbose_name='clé du formulaire')),
                ('payload', models.JSONField(blank=True, default=dict, verbose_name='coordonnées données')),
                ('email_key', models.CharField(blank=True, db_index=True, max_length=254, verbose_name='courriel comparé')),
                ('phone_key', models.CharField(blank=True, db_index=True, max_length=20, verbose_name='téléphone comparé')),
                ('origin', models.CharField(blank=True, editable=False, max_length=40, verbose_name='venue par')),
                ('wording', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='crm_consents.wording', verbose_name='texte d’information lu')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='office_requests', to='crm_people.person', verbose_name='personne')),
                ('received_at', models.DateTimeField(db_index=True, verbose_name='reçue le')),
                ('site', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='telecentre.site', verbose_name='site')),
                ('wished_from', models.DateField(verbose_name='à partir du')),
                ('weekdays', models.CharField(max_length=7, verbose_name='jours de la semaine')),
                ('desks', models.PositiveSmallIntegerField(default=1, verbose_name='bureaux demandés')),
                ('text', models.TextField(blank=True, max_length=2000, verbose_name='précisions')),
                ('state', models.CharField(choices=[('new', 'à traiter'), ('waiting', 'sur la liste d’attente'), ('passed', 'offre laissée'), ('given', 'bureau attribué'), ('answered', 'répondue'), ('refused', 'refusée'), ('withdrawn', 'retirée'), ('spam', 'indésirable')], db_index=True, default='new', max_length=9, verbose_name='état')),
                ('reason', models.CharField(blank=True, max_length=500, verbose_name='motif')),
                ('handled_at', models.DateTimeField(blank=True, null=True, verbose_name='traitée le')),
                ('handled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='traitée par')),
            ],
            options={
                'verbose_name': 'demande de bureau',
                'verbose_name_plural': 'demandes de bureau',
                'ordering': ['-received_at', '-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'waiting')), fields=('person',), name='office_waited_for_once_a_person', violation_error_message='Cette personne attend déjà un bureau.'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['waiting', 'passed', 'given']), _negated=True), ('person__isnull', False), _connector='OR'), name='office_request_of_somebody_known', violation_error_message='Rattachez d’abord la demande à un dossier.'), models.CheckConstraint(condition=models.Q(models.Q(('handled_at__isnull', True), ('state', 'new')), models.Q(models.Q(('state', 'new'), _negated=True), ('handled_at__isnull', False)), _connector='OR'), name='office_request_handled_once_it_moved', violation_error_message='Une demande traitée porte la date à laquelle elle l’a été.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'refused'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='office_request_refused_with_a_reason', violation_error_message='Un refus est motivé.'), models.CheckConstraint(condition=models.Q(('desks__gte', 1), ('desks__lte', 4), models.Q(('weekdays', ''), _negated=True)), name='office_request_for_somebody', violation_error_message='On demande un à quatre bureaux, un jour au moins.')],
            },
        ),
        migrations.CreateModel(
            name='OfficeOffer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='offers', to='crm_workspaces.officerequest', verbose_name='demande')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='office_offers', to='crm_waiting.waitentry', verbose_name='attente')),
                ('starts_on', models.DateField(verbose_name='à partir du')),
                ('ends_on', models.DateField(verbose_name='jusqu’au')),
                ('offered_at', models.DateTimeField(verbose_name='proposée le')),
                ('expires_at', models.DateTimeField(db_index=True, verbose_name='réponse avant le')),
                ('state', models.CharField(choices=[('running', 'en cours'), ('accepted', 'acceptée'), ('declined', 'déclinée'), ('expired', 'restée sans réponse'), ('withdrawn', 'reprise')], db_index=True, default='running', max_length=9, verbose_name='état')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='close le')),
                ('bookings', models.ManyToManyField(related_name='office_offers', to='crm_workspaces.booking', verbose_name='réservations tenues')),
            ],
            options={
                'verbose_name': 'offre de bureau',
                'verbose_name_plural': 'offres de bureau',
                'ordering': ['-offered_at', '-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'running')), fields=('request',), name='office_offer_runs_once_a_request', violation_error_message='Une offre court déjà pour cette demande.'), models.CheckConstraint(condition=models.Q(models.Q(('answered_at__isnull', True), ('state', 'running')), models.Q(models.Q(('state', 'running'), _negated=True), ('answered_at__isnull', False)), _connector='OR'), name='office_offer_answered_has_a_date', violation_error_message='Une offre close porte sa date.'), models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on')), ('expires_at__gt', models.F('offered_at'))), name='office_offer_in_order', violation_error_message='La fin de l’offre précède son début.')],
            },
        ),
        migrations.CreateModel(
            name='StatementCounter',
            fields=[
                ('year', models.PositiveSmallIntegerField(primary_key=True, serialize=False)),
                ('last', models.PositiveIntegerField(default=0)),
            ],
            options={
                'verbose_name': 'compteur de relevés',
                'verbose_name_plural': 'compteurs de relevés',
            },
        ),
        migrations.CreateModel(
            name='MonthStatement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='année')),
                ('rank', models.PositiveIntegerField(verbose_name='rang')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='month_statements', to='crm_people.person', verbose_name='personne')),
                ('month', models.DateField(db_index=True, verbose_name='mois')),
                ('lines', models.JSONField(default=list, verbose_name='lignes')),
                ('total_cents', models.PositiveIntegerField(verbose_name='total, en centimes')),
                ('digest', models.CharField(max_length=64, verbose_name='empreinte')),
                ('issued_at', models.DateTimeField(verbose_name='émis le')),
                ('issued_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='émis par')),
                ('replaces', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='crm_workspaces.monthstatement', verbose_name='corrige')),
                ('cancelled_at', models.DateTimeField(blank=True, null=True, verbose_name='annulé le')),
                ('cancel_reason', models.CharField(blank=True, max_length=240, verbose_name='motif de l’annulation')),
                ('sent_at', models.DateTimeField(blank=True, null=True, verbose_name='envoyé le')),
            ],
            options={
                'verbose_name': 'relevé mensuel',
                'verbose_name_plural': 'relevés mensuels',
                'ordering': ['-year', '-rank'],
                'permissions': [('export_monthstatement', 'Peut exporter des relevés pour la trésorerie')],
                'constraints': [models.UniqueConstraint(fields=('year', 'rank'), name='statement_number_once', violation_error_message='Ce numéro de relevé est déjà donné.'), models.UniqueConstraint(condition=models.Q(('cancelled_at__isnull', True)), fields=('person', 'month'), name='statement_once_a_person_and_month', violation_error_message='Cette personne a déjà un relevé de ce mois.'), models.CheckConstraint(condition=models.Q(('month__day', 1)), name='statement_month_is_a_first_day', violation_error_message='Un relevé porte le premier jour de son mois.'), models.CheckConstraint(condition=models.Q(models.Q(('cancel_reason', ''), ('cancelled_at__isnull', True)), models.Q(('cancelled_at__isnull', False), models.Q(('cancel_reason', ''), _negated=True)), _connector='OR'), name='statement_cancelled_with_a_reason', violation_error_message='Un relevé annulé porte son motif.')],
            },
        ),
    ]
