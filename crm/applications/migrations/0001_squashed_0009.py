import crm.applications.models.draft
import crm.applications.models.sheets
import crm.applications.models.submission
import crm.papers.models
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from editorial.tables import AllAtOnce


class Migration(AllAtOnce):

    replaces = [('crm_applications', '0001_initial'), ('crm_applications', '0002_initial'), ('crm_applications', '0003_initial'), ('crm_applications', '0004_alter_submission_state'), ('crm_applications', '0005_said_in_french'), ('crm_applications', '0006_calendar_and_signatures'), ('crm_applications', '0007_drafts_files_messages'), ('crm_applications', '0008_offers_with_an_end')]

    initial = True

    dependencies = [
        ('crm_consents', '0001_squashed_0008'),
        ('crm_journeys', '0001_squashed_0010'),
        ('crm_papers', '0001_initial'),
        ('crm_people', '0001_squashed_0009'),
        ('telecentre', '0001_squashed_0005'),
        ('territory', '0001_initial'),
        ('training', '0001_squashed_0004'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Submission',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('form_key', models.UUIDField(unique=True, verbose_name='clé du formulaire')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('code', models.CharField(default=crm.applications.models.submission.new_code, editable=False, max_length=8, unique=True, verbose_name='code de foyer')),
                ('session', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='training.session', verbose_name='session demandée')),
                ('origin', models.CharField(blank=True, editable=False, max_length=40, verbose_name='venue par')),
                ('payload', models.JSONField(default=dict, verbose_name='réponses')),
                ('wording', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='crm_consents.wording', verbose_name='texte d’information lu')),
                ('received_at', models.DateTimeField(db_index=True, verbose_name='reçu le')),
                ('state', models.CharField(choices=[('new', 'reçu'), ('applied', 'enregistré'), ('review', 'à rapprocher'), ('dismissed', 'écarté'), ('withdrawn', 'retiré')], default='new', max_length=9, verbose_name='état')),
                ('matched_person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='submissions', to='crm_people.person', verbose_name='dossier ressemblant')),
            ],
            options={
                'verbose_name': 'formulaire reçu',
                'verbose_name_plural': 'formulaires reçus',
                'ordering': ['-received_at'],
            },
        ),
        migrations.CreateModel(
            name='RefusedPost',
            fields=[
                ('day', models.DateField(primary_key=True, serialize=False, verbose_name='jour')),
                ('count', models.PositiveIntegerField(default=0, verbose_name='nombre')),
            ],
            options={
                'verbose_name': 'envois écartés',
                'verbose_name_plural': 'envois écartés',
            },
        ),
        migrations.CreateModel(
            name='Application',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='applications', to='crm_people.person', verbose_name='personne')),
                ('journey', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='applications', to='crm_journeys.journey', verbose_name='parcours')),
                ('session', models.ForeignKey(blank=True, help_text='Vide : la première session possible.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='applications', to='training.session', verbose_name='session')),
                ('submission', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='application', to='crm_applications.submission', verbose_name='formulaire')),
                ('state', models.CharField(choices=[('draft', 'brouillon'), ('submitted', 'reçue'), ('under_review', 'à l’étude'), ('admitted', 'admise'), ('waitlisted', 'sur liste d’attente'), ('pooled', 'reportée à une prochaine session'), ('refused', 'refusée'), ('withdrawn', 'retirée')], default='draft', max_length=12, verbose_name='état')),
                ('submitted_at', models.DateTimeField(blank=True, db_index=True, null=True, verbose_name='envoyée le')),
                ('origin', models.CharField(choices=[('territory', 'du territoire'), ('region', 'de la région'), ('country', 'd’une autre région'), ('abroad', 'de l’étranger'), ('unknown', 'inconnue')], editable=False, max_length=9, verbose_name='origine')),
                ('origin_commune', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='territory.commune', verbose_name='commune à l’envoi')),
                ('status_at_entry', models.CharField(blank=True, choices=[('unemployed', 'sans emploi depuis moins d’un an'), ('long_unemployed', 'sans emploi depuis un an ou plus'), ('inactive', 'sans activité'), ('training', 'en formation'), ('employee', 'en poste'), ('self_employed', 'à son compte'), ('other', 'autre situation'), ('', 'non précisée')], editable=False, max_length=15, verbose_name='situation à l’envoi')),
                ('project', models.TextField(blank=True, verbose_name='projet')),
                ('experience_years', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='années d’expérience')),
                ('needs', models.TextField(blank=True, verbose_name='besoins pour la venue')),
                ('decided_at', models.DateTimeField(blank=True, null=True, verbose_name='décidée le')),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='décidée par')),
                ('reason', models.CharField(blank=True, max_length=500, verbose_name='motif')),
                ('archived', models.BooleanField(default=False, verbose_name='archivée')),
            ],
            options={
                'verbose_name': 'candidature',
                'ordering': ['-submitted_at', '-pk'],
                'permissions': [('export_application', 'Peut exporter des candidatures'), ('decide_application', 'Peut décider d’une candidature')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ['submitted', 'under_review', 'admitted', 'waitlisted', 'pooled'])), fields=('person', 'session'), name='one_live_application_a_person_and_session', violation_error_message='Cette personne est déjà candidate à cette session.'), models.UniqueConstraint(condition=models.Q(('session__isnull', True), ('state__in', ['submitted', 'under_review', 'admitted', 'waitlisted', 'pooled'])), fields=('person',), name='one_live_application_to_any_session', violation_error_message='Cette personne a déjà une candidature sans session choisie.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'draft'), ('submitted_at__isnull', True)), models.Q(models.Q(('state', 'draft'), _negated=True), ('submitted_at__isnull', False)), _connector='OR'), name='application_sent_has_a_date', violation_error_message='Une candidature envoyée a une date d’envoi, un brouillon n’en a pas.'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('state__in', ['draft', 'submitted', 'under_review'])), models.Q(('decided_at__isnull', False), ('state__in', ['admitted', 'waitlisted', 'pooled', 'refused'])), ('state', 'withdrawn'), _connector='OR'), name='application_decided_has_a_date', violation_error_message='Une candidature décidée porte la date de la décision, et elle seule.'), models.CheckConstraint(condition=models.Q(('decided_at__isnull', True), ('decided_at__gte', models.F('submitted_at')), _connector='OR'), name='application_decided_after_sent', violation_error_message='La décision précède l’envoi.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'refused'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='application_refused_with_a_reason', violation_error_message='Un refus est motivé.')],
            },
        ),
        migrations.CreateModel(
            name='Coming',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('application', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='coming', to='crm_applications.application', verbose_name='candidature')),
                ('lodging', models.BooleanField(default=False, verbose_name='logement demandé')),
                ('people', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='personnes à loger')),
                ('arrives_on', models.DateField(blank=True, null=True, verbose_name='arrivée le')),
                ('leaves_on', models.DateField(blank=True, null=True, verbose_name='départ le')),
                ('arrival', models.CharField(blank=True, max_length=160, verbose_name='moyen et heure d’arrivée')),
                ('accessibility', models.TextField(blank=True, verbose_name='aménagements demandés')),
            ],
            options={
                'verbose_name': 'venue',
                'constraints': [models.CheckConstraint(condition=models.Q(('arrives_on__isnull', True), ('leaves_on__isnull', True), ('leaves_on__gt', models.F('arrives_on')), _connector='OR'), name='coming_leaves_after_it_arrives', violation_error_message='Le départ suit l’arrivée.'), models.CheckConstraint(condition=models.Q(models.Q(('lodging', False), ('people__isnull', True)), models.Q(('lodging', True), ('people__gte', 1), ('people__isnull', False), ('people__lte', 12)), _connector='OR'), name='coming_lodges_somebody', violation_error_message='Un logement demandé dit pour combien de personnes, de 1 à 12.')],
            },
        ),
        migrations.CreateModel(
            name='Companion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('submission', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='companions', to='crm_applications.submission', verbose_name='formulaire')),
                ('named', models.CharField(max_length=254, verbose_name='nommé ainsi')),
                ('key', models.CharField(db_index=True, max_length=254, verbose_name='nom comparé')),
            ],
            options={
                'verbose_name': 'personne du même foyer',
                'verbose_name_plural': 'personnes du même foyer',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('submission', 'key'), name='companion_named_once_a_form')],
            },
        ),
        migrations.CreateModel(
            name='ApplicationPaper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='papers', to='crm_applications.application', verbose_name='candidature')),
                ('paper', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='application_link', to='crm_papers.paper', verbose_name='pièce')),
            ],
            options={
                'verbose_name': 'pièce d’une candidature',
                'verbose_name_plural': 'pièces d’une candidature',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('form_key', models.UUIDField(unique=True, verbose_name='clé du formulaire')),
                ('application', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='messages', to='crm_applications.application', verbose_name='candidature')),
                ('submission', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='messages', to='crm_applications.submission', verbose_name='formulaire à rapprocher')),
                ('direction', models.CharField(choices=[('in', 'reçu'), ('out', 'envoyé')], max_length=8, verbose_name='sens')),
                ('text', models.TextField(verbose_name='message')),
                ('at', models.DateTimeField(db_index=True, verbose_name='le')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='par')),
                ('exchange', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='crm_journeys.interaction', verbose_name='échange consigné')),
                ('settled_at', models.DateTimeField(blank=True, null=True, verbose_name='traité le')),
            ],
            options={
                'verbose_name': 'message d’une candidature',
                'verbose_name_plural': 'messages d’une candidature',
                'ordering': ['at', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('application__isnull', False), ('submission__isnull', True)), models.Q(('application__isnull', True), ('submission__isnull', False)), _connector='OR'), name='message_belongs_to_one_row', violation_error_message='Un message tient à une candidature ou à un formulaire.'), models.CheckConstraint(condition=models.Q(('direction', 'in'), models.Q(('direction', 'out'), ('settled_at__isnull', True)), _connector='OR'), name='message_sent_out_is_not_to_settle', violation_error_message='Seul un message reçu est à traiter.')],
            },
        ),
        migrations.CreateModel(
            name='TaughtHalfDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='half_days', to='training.session', verbose_name='session')),
                ('date', models.DateField(db_index=True, verbose_name='jour')),
                ('half', models.CharField(choices=[('am', 'matin'), ('pm', 'après-midi')], max_length=2, verbose_name='demi-journée')),
                ('starts_at', models.TimeField(verbose_name='de')),
                ('ends_at', models.TimeField(verbose_name='à')),
                ('minutes', models.PositiveSmallIntegerField(default=210, verbose_name='durée (minutes)')),
                ('title', models.CharField(max_length=160, verbose_name='intitulé')),
                ('module', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='training.module', verbose_name='module')),
                ('trainer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='taught_half_days', to=settings.AUTH_USER_MODEL, verbose_name='formateur')),
                ('space', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='taught_half_days', to='telecentre.space', verbose_name='salle')),
                ('cancelled_at', models.DateTimeField(blank=True, null=True, verbose_name='annulée le')),
                ('cancel_reason', models.CharField(blank=True, max_length=240, verbose_name='motif de l’annulation')),
                ('signed_at', models.DateTimeField(blank=True, null=True, verbose_name='signée par le formateur le')),
                ('signed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='signée par')),
                ('changed_at', models.DateTimeField(verbose_name='modifiée le')),
            ],
            options={
                'verbose_name': 'demi-journée de formation',
                'verbose_name_plural': 'demi-journées de formation',
                'ordering': ['date', 'half', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('cancelled_at__isnull', True)), fields=('session', 'date', 'half'), name='half_day_once_a_session', violation_error_message='Cette session a déjà cours cette demi-journée.'), models.UniqueConstraint(condition=models.Q(('cancelled_at__isnull', True), ('trainer__isnull', False)), fields=('trainer', 'date', 'half'), name='half_day_one_place_a_trainer', violation_error_message='Ce formateur enseigne déjà ailleurs cette demi-journée.'), models.UniqueConstraint(condition=models.Q(('cancelled_at__isnull', True), ('space__isnull', False)), fields=('space', 'date', 'half'), name='half_day_one_session_a_room', violation_error_message='Cette salle est déjà prise cette demi-journée.'), models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='half_day_ends_after_it_starts', violation_error_message='La fin précède le début.'), models.CheckConstraint(condition=models.Q(('minutes__gte', 1), ('minutes__lte', 300)), name='half_day_lasts_a_while', violation_error_message='Une demi-journée dure de 1 à 300 minutes.'), models.CheckConstraint(condition=models.Q(models.Q(('cancelled_at__isnull', True), ('cancel_reason', '')), models.Q(('cancelled_at__isnull', False), models.Q(('cancel_reason', ''), _negated=True)), _connector='OR'), name='half_day_cancelled_with_a_reason', violation_error_message='Une annulation porte une date et un motif.'), models.CheckConstraint(condition=models.Q(models.Q(('signed_at__isnull', True), ('signed_by__isnull', True)), models.Q(('signed_at__isnull', False), ('signed_by__isnull', False)), _connector='OR'), name='half_day_signed_by_somebody', violation_error_message='Une signature porte une date et un nom.')],
            },
        ),
        migrations.CreateModel(
            name='SessionTrainer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='trainers', to='training.session', verbose_name='session')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sessions_taught', to=settings.AUTH_USER_MODEL, verbose_name='formateur')),
            ],
            options={
                'verbose_name': 'formateur d’une session',
                'verbose_name_plural': 'formateurs des sessions',
                'constraints': [models.UniqueConstraint(fields=('session', 'user'), name='trainer_once_a_session', violation_error_message='Ce formateur est déjà nommé sur cette session.')],
            },
        ),
        migrations.CreateModel(
            name='Roster',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('session', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='roster', to='training.session', verbose_name='session')),
                ('state', models.CharField(choices=[('selection', 'sélection'), ('confirmed', 'confirmée'), ('running', 'en cours'), ('ended', 'terminée'), ('filed', 'dossier clos'), ('cancelled', 'annulée')], default='selection', max_length=9, verbose_name='état')),
                ('told_starts_on', models.DateField(blank=True, null=True, verbose_name='début annoncé')),
                ('told_ends_on', models.DateField(blank=True, null=True, verbose_name='fin annoncée')),
            ],
            options={
                'verbose_name': 'effectif d’une session',
                'verbose_name_plural': 'effectifs des sessions',
                'permissions': [('see_every_roster', 'Peut ouvrir toutes les sessions'), ('plan_roster', 'Peut composer le calendrier des sessions'), ('correct_attendance', 'Peut corriger une présence close')],
            },
        ),
        migrations.CreateModel(
            name='SessionSeat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('roster', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='seats', to='crm_applications.roster')),
                ('number', models.PositiveSmallIntegerField(verbose_name='place n°')),
            ],
            options={
                'verbose_name': 'place',
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(fields=('roster', 'number'), name='seat_number_once_a_session')],
            },
        ),
        migrations.CreateModel(
            name='Enrolment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('application', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='enrolment', to='crm_applications.application', verbose_name='candidature')),
                ('roster', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='enrolments', to='crm_applications.roster', verbose_name='session')),
                ('seat', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='enrolment', to='crm_applications.sessionseat', verbose_name='place')),
                ('state', models.CharField(choices=[('offered', 'place proposée'), ('confirmed', 'confirmée'), ('started', 'commencée'), ('completed', 'menée à terme'), ('abandoned', 'interrompue'), ('declined', 'place déclinée'), ('expired', 'offre expirée'), ('withdrawn', 'retirée')], default='offered', max_length=9, verbose_name='état')),
                ('offered_at', models.DateTimeField(verbose_name='proposée le')),
                ('expires_at', models.DateTimeField(blank=True, null=True, verbose_name='réponse avant le')),
                ('confirmed_at', models.DateTimeField(blank=True, null=True, verbose_name='confirmée le')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='sortie le')),
            ],
            options={
                'verbose_name': 'inscription',
                'ordering': ['offered_at', 'pk'],
                'permissions': [('export_enrolment', 'Peut exporter des inscriptions')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('seat__isnull', False), ('state__in', ['offered', 'confirmed', 'started', 'completed'])), models.Q(models.Q(('state__in', ['offered', 'confirmed', 'started', 'completed']), _negated=True), ('seat__isnull', True)), _connector='OR'), name='enrolment_holds_a_seat_while_it_lasts', violation_error_message='Une inscription tient une place tant qu’elle dure.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'offered'), _negated=True), ('expires_at__isnull', False), _connector='OR'), name='enrolment_offered_until_a_moment', violation_error_message='Une place proposée l’est jusqu’à un moment.'), models.CheckConstraint(condition=models.Q(models.Q(('ended_on__isnull', False), ('state__in', ['completed', 'abandoned'])), models.Q(models.Q(('state__in', ['completed', 'abandoned']), _negated=True), ('ended_on__isnull', True)), _connector='OR'), name='enrolment_ended_has_a_date', violation_error_message='Une inscription finie porte sa date de sortie, et elle seule.')],
            },
        ),
        migrations.CreateModel(
            name='Attendance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attendances', to='crm_applications.enrolment', verbose_name='inscription')),
                ('half_day', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='attendances', to='crm_applications.taughthalfday', verbose_name='demi-journée du calendrier')),
                ('date', models.DateField(db_index=True, verbose_name='jour')),
                ('half', models.CharField(choices=[('am', 'matin'), ('pm', 'après-midi')], max_length=2, verbose_name='demi-journée')),
                ('mode', models.CharField(choices=[('on_site', 'sur place'), ('distance', 'à distance')], default='on_site', max_length=8, verbose_name='modalité')),
                ('minutes', models.PositiveSmallIntegerField(default=210, verbose_name='durée (minutes)')),
                ('absence', models.CharField(blank=True, choices=[('', 'présence'), ('justified', 'absence justifiée'), ('unjustified', 'absence non justifiée')], default='', max_length=11, verbose_name='absence')),
                ('late_minutes', models.PositiveSmallIntegerField(default=0, verbose_name='retard (minutes)')),
                ('trainee_signed_at', models.DateTimeField(blank=True, null=True, verbose_name='signée par la personne le')),
                ('trainee_signed_by', models.CharField(blank=True, choices=[('tablet', 'sur la tablette du formateur'), ('link', 'par lien personnel'), ('paper', 'sur la feuille de papier'), ('desk', 'notée au bureau')], max_length=6, verbose_name='signature de la personne')),
                ('trainer_signed_at', models.DateTimeField(blank=True, null=True, verbose_name='signée par le formateur le')),
                ('trainer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='signée par le formateur')),
                ('on_paper', models.BooleanField(default=False, verbose_name='feuille papier signée')),
                ('noted_at', models.DateTimeField(blank=True, null=True, verbose_name='notée le')),
                ('noted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='notée par')),
                ('sealed_at', models.DateTimeField(blank=True, null=True, verbose_name='close le')),
                ('corrected_minutes', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='durée après correction (minutes)')),
            ],
            options={
                'verbose_name': 'présence en formation',
                'verbose_name_plural': 'présences en formation',
                'ordering': ['date', 'half'],
                'constraints': [models.UniqueConstraint(fields=('enrolment', 'date', 'half'), name='attendance_once_a_half_day', violation_error_message='Cette demi-journée est déjà notée.'), models.CheckConstraint(condition=models.Q(models.Q(('absence', ''), ('minutes__gte', 1), ('minutes__lte', 300)), models.Q(models.Q(('absence', ''), _negated=True), ('late_minutes', 0), ('minutes', 0)), _connector='OR'), name='attendance_lasts_a_while', violation_error_message='Une demi-journée dure de 1 à 300 minutes.'), models.CheckConstraint(condition=models.Q(('absence', ''), models.Q(('on_paper', False), ('trainee_signed_at__isnull', True)), _connector='OR'), name='attendance_absence_is_not_signed', violation_error_message='Une absence ne porte pas de signature.'), models.CheckConstraint(condition=models.Q(('corrected_minutes__isnull', True), models.Q(('corrected_minutes__isnull', False), ('corrected_minutes__lte', 300)), _connector='OR'), name='attendance_corrected_within_a_half_day', violation_error_message='Une demi-journée dure de 1 à 300 minutes.')],
            },
        ),
        migrations.CreateModel(
            name='AttendanceCorrection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('attendance', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='crm_applications.attendance', verbose_name='demi-journée')),
                ('minutes_before', models.PositiveSmallIntegerField(verbose_name='durée avant (minutes)')),
                ('absence_before', models.CharField(blank=True, choices=[('', 'présence'), ('justified', 'absence justifiée'), ('unjustified', 'absence non justifiée')], max_length=11, verbose_name='avant')),
                ('minutes_after', models.PositiveSmallIntegerField(verbose_name='durée après (minutes)')),
                ('absence_after', models.CharField(blank=True, choices=[('', 'présence'), ('justified', 'absence justifiée'), ('unjustified', 'absence non justifiée')], max_length=11, verbose_name='après')),
                ('reason', models.CharField(max_length=500, verbose_name='motif')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='par')),
                ('at', models.DateTimeField(verbose_name='le')),
            ],
            options={
                'verbose_name': 'correction d’une présence',
                'verbose_name_plural': 'corrections des présences',
                'ordering': ['at', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='correction_has_a_reason', violation_error_message='Une correction porte un motif.'), models.CheckConstraint(condition=models.Q(models.Q(('absence_after', ''), ('minutes_after__gte', 1), ('minutes_after__lte', 300)), models.Q(models.Q(('absence_after', ''), _negated=True), ('minutes_after', 0)), _connector='OR'), name='correction_says_there_or_away', violation_error_message='Une présence dure de 1 à 300 minutes, une absence aucune.')],
            },
        ),
        migrations.CreateModel(
            name='Draft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('form_key', models.UUIDField(unique=True, verbose_name='clé du formulaire')),
                ('email', models.EmailField(max_length=254, verbose_name='courriel')),
                ('email_key', models.CharField(db_index=True, max_length=254, verbose_name='courriel comparé')),
                ('origin', models.CharField(blank=True, editable=False, max_length=40, verbose_name='venue par')),
                ('payload', models.JSONField(default=dict, verbose_name='réponses')),
                ('done', models.JSONField(default=list, verbose_name='parties remplies')),
                ('state', models.CharField(choices=[('open', 'en cours'), ('sent', 'envoyé')], default='open', max_length=4, verbose_name='état')),
                ('started_at', models.DateTimeField(verbose_name='commencé le')),
                ('saved_at', models.DateTimeField(db_index=True, verbose_name='enregistré le')),
                ('confirmed_at', models.DateTimeField(blank=True, null=True, verbose_name='adresse confirmée le')),
                ('warned_at', models.DateTimeField(blank=True, null=True, verbose_name='prévenu le')),
                ('submission', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='draft', to='crm_applications.submission', verbose_name='formulaire envoyé')),
            ],
            options={
                'verbose_name': 'candidature commencée',
                'verbose_name_plural': 'candidatures commencées',
                'ordering': ['-saved_at'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state', 'open'), ('submission__isnull', True)), models.Q(('state', 'sent'), ('submission__isnull', False)), _connector='OR'), name='draft_sent_names_its_form', violation_error_message='Une candidature envoyée nomme le formulaire reçu, et elle seule.'), models.CheckConstraint(condition=models.Q(('saved_at__gte', models.F('started_at'))), name='draft_saved_after_it_is_started', violation_error_message='L’enregistrement précède le début.')],
            },
        ),
        migrations.CreateModel(
            name='SentFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('draft', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='files', to='crm_applications.draft', verbose_name='candidature commencée')),
                ('submission', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='files', to='crm_applications.submission', verbose_name='formulaire reçu')),
                ('kind', models.CharField(choices=[('cv', 'CV'), ('project', 'projet'), ('other', 'autre pièce')], max_length=9, verbose_name='nature')),
                ('file', models.FileField(max_length=120, storage=crm.papers.models.private_storage, upload_to=crm.applications.models.draft.stored_as, verbose_name='fichier')),
                ('name', models.CharField(max_length=120, verbose_name='nom du fichier')),
                ('content_type', models.CharField(max_length=80, verbose_name='type')),
                ('size', models.PositiveIntegerField(verbose_name='taille (octets)')),
                ('added_at', models.DateTimeField(verbose_name='ajouté le')),
            ],
            options={
                'verbose_name': 'fichier reçu',
                'verbose_name_plural': 'fichiers reçus',
                'ordering': ['added_at', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('draft__isnull', False), ('submission__isnull', True)), models.Q(('draft__isnull', True), ('submission__isnull', False)), _connector='OR'), name='sent_file_belongs_to_one_row', violation_error_message='Un fichier reçu tient à un brouillon ou à un formulaire.'), models.CheckConstraint(condition=models.Q(('size__gte', 1), ('size__lte', 10485760)), name='sent_file_is_neither_empty_nor_too_heavy', violation_error_message='Un fichier pèse 10 Mo au plus, et n’est pas vide.')],
            },
        ),
        migrations.CreateModel(
            name='TaughtModule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='taught_modules', to='training.session', verbose_name='session')),
                ('module', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='training.module', verbose_name='module')),
                ('number', models.PositiveSmallIntegerField(verbose_name='numéro')),
                ('title', models.CharField(max_length=160, verbose_name='intitulé')),
                ('kind', models.CharField(choices=[('distance', 'à distance'), ('on_site', 'sur place')], max_length=8, verbose_name='modalité')),
                ('hours', models.PositiveSmallIntegerField(verbose_name='heures')),
            ],
            options={
                'verbose_name': 'module d’une session',
                'verbose_name_plural': 'modules d’une session',
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(fields=('session', 'number'), name='taught_module_once_a_session', violation_error_message='Cette session a déjà un module de ce numéro.')],
            },
        ),
        migrations.CreateModel(
            name='ModuleWindow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='module_windows', to='training.session', verbose_name='session')),
                ('module', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='training.module', verbose_name='module')),
                ('opens_on', models.DateField(verbose_name='ouvert le')),
                ('due_on', models.DateField(verbose_name='à rendre le')),
            ],
            options={
                'verbose_name': 'dates d’un module',
                'verbose_name_plural': 'dates des modules',
                'ordering': ['opens_on', 'module__number'],
                'constraints': [models.UniqueConstraint(fields=('session', 'module'), name='window_once_a_module', violation_error_message='Ce module a déjà ses dates.'), models.CheckConstraint(condition=models.Q(('due_on__gte', models.F('opens_on'))), name='window_due_after_it_opens', violation_error_message='La remise précède l’ouverture du module.')],
            },
        ),
        migrations.CreateModel(
            name='CreditRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('course', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='credit_rule', to='training.course', verbose_name='formation')),
                ('evidence', models.CharField(choices=[('handed_in', 'dès que le travail est rendu'), ('validated', 'quand le formateur a validé')], default='validated', max_length=9, verbose_name='heures retenues')),
            ],
            options={
                'verbose_name': 'règle des heures à distance',
                'verbose_name_plural': 'règles des heures à distance',
            },
        ),
        migrations.CreateModel(
            name='ModuleResult',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='results', to='crm_applications.enrolment', verbose_name='inscription')),
                ('module', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='training.module', verbose_name='module')),
                ('handed_in_at', models.DateTimeField(blank=True, null=True, verbose_name='rendu le')),
                ('handed_in_by', models.CharField(blank=True, choices=[('tablet', 'sur la tablette du formateur'), ('link', 'par lien personnel'), ('paper', 'sur la feuille de papier'), ('desk', 'notée au bureau')], max_length=6, verbose_name='rendu')),
                ('paper', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='crm_papers.paper', verbose_name='travail')),
                ('returned_at', models.DateTimeField(blank=True, null=True, verbose_name='à reprendre depuis le')),
                ('validated_at', models.DateTimeField(blank=True, null=True, verbose_name='validé le')),
                ('validated_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='validé par')),
                ('comment', models.TextField(blank=True, max_length=1000, verbose_name='commentaire')),
                ('hours_credited', models.PositiveSmallIntegerField(default=0, verbose_name='heures retenues')),
                ('sealed_at', models.DateTimeField(blank=True, null=True, verbose_name='close le')),
                ('corrected_hours', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='heures après correction')),
            ],
            options={
                'verbose_name': 'résultat de module',
                'verbose_name_plural': 'résultats de modules',
                'ordering': ['module__number'],
                'constraints': [models.UniqueConstraint(fields=('enrolment', 'module'), name='result_once_a_module', violation_error_message='Ce module a déjà un résultat.'), models.CheckConstraint(condition=models.Q(('hours_credited', 0), ('handed_in_at__isnull', False), ('validated_at__isnull', False), _connector='OR'), name='result_credited_on_evidence', violation_error_message='Des heures à distance se retiennent sur un travail rendu.'), models.CheckConstraint(condition=models.Q(('returned_at__isnull', True), ('validated_at__isnull', True), _connector='OR'), name='result_validated_is_not_to_redo', violation_error_message='Un module validé n’est plus à reprendre.')],
            },
        ),
        migrations.CreateModel(
            name='ResultCorrection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('result', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='crm_applications.moduleresult', verbose_name='module')),
                ('hours_before', models.PositiveSmallIntegerField(verbose_name='heures avant')),
                ('hours_after', models.PositiveSmallIntegerField(verbose_name='heures après')),
                ('reason', models.CharField(max_length=500, verbose_name='motif')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='par')),
                ('at', models.DateTimeField(verbose_name='le')),
            ],
            options={
                'verbose_name': 'correction d’un module',
                'verbose_name_plural': 'corrections des modules',
                'ordering': ['at', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='result_correction_has_a_reason', violation_error_message='Une correction porte un motif.')],
            },
        ),
        migrations.CreateModel(
            name='SheetScan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sheet_scans', to='training.session', verbose_name='session')),
                ('date', models.DateField(verbose_name='jour')),
                ('file', models.FileField(max_length=120, storage=crm.papers.models.private_storage, upload_to=crm.applications.models.sheets.sheet_stored_as, verbose_name='fichier')),
                ('name', models.CharField(max_length=120, verbose_name='nom du fichier')),
                ('content_type', models.CharField(max_length=80, verbose_name='type')),
                ('size', models.PositiveIntegerField(verbose_name='taille (octets)')),
                ('added_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='ajoutée par')),
                ('added_at', models.DateTimeField(verbose_name='ajoutée le')),
            ],
            options={
                'verbose_name': 'feuille numérisée',
                'verbose_name_plural': 'feuilles numérisées',
                'ordering': ['date', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('size__gte', 1), ('size__lte', 10485760)), name='scan_is_neither_empty_nor_too_heavy', violation_error_message='Une feuille pèse 10 Mo au plus, et n’est pas vide.')],
            },
        ),
    ]
