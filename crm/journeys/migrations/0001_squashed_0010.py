import django.db.models.deletion
import modelcluster.fields
from django.conf import settings
from django.db import migrations, models

from editorial.tables import AllAtOnce


class Migration(AllAtOnce):

    replaces = [('crm_journeys', '0001_initial'), ('crm_journeys', '0002_initial'), ('crm_journeys', '0003_interaction_outcome'), ('crm_journeys', '0004_acquisition_page'), ('crm_journeys', '0005_closed_as_merged'), ('crm_journeys', '0006_stages_templates_relays'), ('crm_journeys', '0008_desk_comforts'), ('crm_journeys', '0009_origins')]

    initial = True

    dependencies = [
        ('crm_leaflets', '0001_initial'),
        ('crm_people', '0001_squashed_0009'),
        ('forum', '0001_squashed_0004'),
        ('news', '0001_squashed_0003'),
        ('territory', '0001_initial'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Acquisition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('web', 'site internet'), ('press', 'presse'), ('forum', 'Forum du télétravail'), ('leaflet', 'dépliant'), ('newsletter', 'lettre d’information'), ('partner', 'partenaire'), ('word_of_mouth', 'bouche-à-oreille'), ('other', 'autre')], max_length=13, verbose_name='venue par')),
                ('edition', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='forum.edition', verbose_name='édition du Forum')),
                ('coverage', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='news.coverage', verbose_name='article de presse')),
                ('leaflet_batch', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='crm_leaflets.leafletbatch', verbose_name='tirage de dépliants')),
                ('issue', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.page', verbose_name='numéro de la lettre')),
                ('code', models.CharField(blank=True, max_length=40, verbose_name='code de l’adresse')),
                ('declared_text', models.CharField(blank=True, max_length=240, verbose_name='en ses mots')),
                ('page', models.CharField(blank=True, max_length=200, verbose_name='page du site')),
                ('at', models.DateTimeField(verbose_name='le')),
            ],
            options={
                'verbose_name': 'origine du contact',
                'verbose_name_plural': 'origines des contacts',
                'ordering': ['-at'],
            },
        ),
        migrations.CreateModel(
            name='Journey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='journeys', to='crm_people.person', verbose_name='personne')),
                ('household', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='journeys', to='crm_people.household', verbose_name='foyer')),
                ('track', models.CharField(choices=[('t1', 'télétravail indépendant'), ('t2', 'télétravail salarié'), ('t3', 'installation avec activité'), ('t4', 'retour à l’emploi sur place')], max_length=2, verbose_name='parcours')),
                ('stage', models.CharField(choices=[('contact', 'Contact'), ('qualified', 'Qualifié'), ('applicant', 'Candidat'), ('trainee', 'Stagiaire'), ('visiting', 'En visite'), ('residence', 'Résidence'), ('settling', 'Installation'), ('supported', 'Accompagné'), ('completed', 'Terminé'), ('closed', 'Clos')], db_index=True, default='contact', max_length=9, verbose_name='étape')),
                ('stage_entered_at', models.DateTimeField(verbose_name='à cette étape depuis')),
                ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='référent')),
                ('opened_at', models.DateTimeField(verbose_name='ouvert le')),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='clos le')),
                ('close_reason', models.CharField(blank=True, choices=[('elsewhere', 'installée ailleurs'), ('gave_up', 'a renoncé'), ('no_answer', 'ne répond plus'), ('refused', 'candidature non retenue'), ('not_ours', 'réorientée vers un partenaire'), ('left', 'a quitté le territoire'), ('other', 'autre motif'), ('merged', 'fusionné avec un autre parcours'), ('', '—')], default='', max_length=9, verbose_name='motif de clôture')),
                ('source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='journeys', to='crm_journeys.acquisition', verbose_name='venue par')),
                ('origin', models.CharField(choices=[('territory', 'du territoire'), ('region', 'de la région'), ('country', 'd’une autre région'), ('abroad', 'de l’étranger'), ('unknown', 'inconnue')], default='unknown', editable=False, max_length=9, verbose_name='origine')),
                ('origin_commune', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='territory.commune', verbose_name='commune d’origine')),
                ('project', models.TextField(blank=True, verbose_name='projet')),
                ('horizon', models.CharField(blank=True, help_text='Par exemple : rentrée prochaine.', max_length=80, verbose_name='échéance')),
                ('next_action', models.CharField(blank=True, max_length=160, verbose_name='prochaine action')),
                ('next_action_at', models.DateTimeField(blank=True, db_index=True, null=True, verbose_name='à faire avant le')),
                ('follows', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='crm_journeys.journey', verbose_name='fait suite à')),
                ('co_owners', models.ManyToManyField(blank=True, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='coréférents')),
            ],
            options={
                'verbose_name': 'parcours',
                'verbose_name_plural': 'parcours',
                'ordering': ['-stage_entered_at'],
                'permissions': [('export_journey', 'Peut exporter des parcours'), ('move_journey', 'Peut faire avancer un parcours'), ('see_all_journeys', 'Voit les parcours de toute l’équipe'), ('hand_over_journey', 'Peut confier les parcours d’un collègue'), ('bulk_act', 'Peut agir sur plusieurs parcours à la fois'), ('view_load', 'Voit la charge de chaque conseiller')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('closed_at__isnull', True)), fields=('person', 'track'), name='one_open_journey_a_person_and_track', violation_error_message='Cette personne suit déjà ce parcours.'), models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', False), ('stage', 'closed'), models.Q(('close_reason', ''), _negated=True)), models.Q(('close_reason', ''), ('closed_at__isnull', False), ('stage', 'completed')), models.Q(models.Q(('stage__in', ['closed', 'completed']), _negated=True), ('close_reason', ''), ('closed_at__isnull', True)), _connector='OR'), name='journey_closed_with_a_reason', violation_error_message='Un parcours clos porte une date et un motif.'), models.CheckConstraint(condition=models.Q(('closed_at__isnull', True), ('closed_at__gte', models.F('opened_at')), _connector='OR'), name='journey_closes_after_it_opens', violation_error_message='La clôture précède l’ouverture.')],
            },
        ),
        migrations.CreateModel(
            name='Touch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='touches', to='crm_people.person', verbose_name='personne')),
                ('journey', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='touches', to='crm_journeys.journey', verbose_name='parcours')),
                ('kind', models.CharField(choices=[('opening', 'ouverture du parcours'), ('contact', 'message ou rappel'), ('application', 'candidature'), ('appointment', 'rendez-vous'), ('residence', 'demande de résidence'), ('office', 'demande de bureau')], max_length=11, verbose_name='à l’occasion de')),
                ('acquisition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='touches', to='crm_journeys.acquisition', verbose_name='venue par')),
                ('at', models.DateTimeField(db_index=True, verbose_name='le')),
            ],
            options={
                'verbose_name': 'venue',
                'verbose_name_plural': 'venues',
                'ordering': ['at', 'pk'],
                'permissions': [('view_origins', 'Voit, en nombres, ce qui amène les familles')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('kind', 'opening')), fields=('journey',), name='one_opening_touch_a_journey', violation_error_message='Ce parcours a déjà sa venue d’ouverture.')],
            },
        ),
        migrations.CreateModel(
            name='SavedView',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='à')),
                ('name', models.CharField(max_length=60, verbose_name='nom')),
                ('screen', models.CharField(choices=[('board', 'tableau'), ('list', 'liste')], max_length=5, verbose_name='écran')),
                ('query', models.CharField(blank=True, max_length=300, verbose_name='filtre')),
                ('shared', models.BooleanField(default=False, verbose_name='partagée avec l’équipe')),
                ('opens_first', models.BooleanField(default=False, verbose_name='s’ouvre la première')),
                ('created_at', models.DateTimeField(verbose_name='gardée le')),
            ],
            options={
                'verbose_name': 'vue',
                'ordering': ['name', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('user', 'name'), name='view_named_once_a_user', violation_error_message='Vous avez déjà une vue de ce nom.'), models.UniqueConstraint(condition=models.Q(('opens_first', True)), fields=('user', 'screen'), name='one_view_opens_a_screen_first', violation_error_message='Une seule vue s’ouvre la première sur cet écran.'), models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='view_has_a_name', violation_error_message='Donnez un nom à cette vue.')],
            },
        ),
        migrations.CreateModel(
            name='Batch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(unique=True, verbose_name='clé')),
                ('action', models.CharField(max_length=10, verbose_name='action')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='par')),
                ('at', models.DateTimeField(verbose_name='le')),
            ],
            options={
                'verbose_name': 'action groupée',
                'verbose_name_plural': 'actions groupées',
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='MorningRefusal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='conseiller')),
                ('since', models.DateTimeField(verbose_name='depuis')),
            ],
            options={
                'verbose_name': 'refus du courriel du matin',
                'verbose_name_plural': 'refus du courriel du matin',
            },
        ),
        migrations.CreateModel(
            name='CalendarFeed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='conseiller')),
                ('digest', models.CharField(editable=False, max_length=64, unique=True, verbose_name='empreinte')),
                ('tells_names', models.BooleanField(default=False, verbose_name='dit les noms')),
                ('made_at', models.DateTimeField(verbose_name='créée le')),
                ('read_at', models.DateTimeField(blank=True, null=True, verbose_name='lue le')),
            ],
            options={
                'verbose_name': 'adresse d’agenda',
                'verbose_name_plural': 'adresses d’agenda',
                'constraints': [models.CheckConstraint(condition=models.Q(('read_at__isnull', True), ('read_at__gte', models.F('made_at')), _connector='OR'), name='feed_read_after_it_is_made', violation_error_message='Une adresse est lue après avoir été créée.')],
            },
        ),
        migrations.CreateModel(
            name='Replacement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('absent', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='absent')),
                ('substitute', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='remplacé par')),
                ('starts_on', models.DateField(verbose_name='du')),
                ('ends_on', models.DateField(verbose_name='au')),
                ('reason', models.CharField(max_length=240, verbose_name='motif')),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='décidé par')),
                ('decided_at', models.DateTimeField(verbose_name='décidé le')),
            ],
            options={
                'verbose_name': 'remplacement',
                'ordering': ['ends_on', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('absent', 'starts_on'), name='replacement_once_a_start', violation_error_message='Un remplacement commence déjà ce jour-là.'), models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='replacement_ends_after_it_starts', violation_error_message='La fin précède le début.'), models.CheckConstraint(condition=models.Q(('absent', models.F('substitute')), _negated=True), name='replacement_is_by_somebody_else', violation_error_message='On ne se remplace pas soi-même.'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='replacement_has_a_reason', violation_error_message='Un remplacement a un motif.')],
            },
        ),
        migrations.CreateModel(
            name='HandOver',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('journey', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='hand_overs', to='crm_journeys.journey', verbose_name='parcours')),
                ('giver', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='confié par')),
                ('taker', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='confié à')),
                ('reason', models.CharField(max_length=240, verbose_name='motif')),
                ('at', models.DateTimeField(db_index=True, verbose_name='le')),
            ],
            options={
                'verbose_name': 'passage de relais',
                'verbose_name_plural': 'passages de relais',
                'ordering': ['-at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='hand_over_has_a_reason', violation_error_message='Un passage de relais est motivé.')],
            },
        ),
        migrations.CreateModel(
            name='JourneyPause',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('journey', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pauses', to='crm_journeys.journey', verbose_name='parcours')),
                ('starts_on', models.DateField(verbose_name='depuis')),
                ('resume_on', models.DateField(verbose_name='reprise le')),
                ('reason', models.CharField(max_length=240, verbose_name='motif')),
            ],
            options={
                'verbose_name': 'pause',
                'ordering': ['starts_on'],
                'constraints': [models.CheckConstraint(condition=models.Q(('resume_on__gt', models.F('starts_on'))), name='journey_pause_ends_after_it_starts', violation_error_message='La reprise suit le début de la pause.'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='journey_pause_has_a_reason', violation_error_message='Une pause a un motif.')],
            },
        ),
        migrations.CreateModel(
            name='TaskTemplate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('label', models.CharField(max_length=120, unique=True, verbose_name='intitulé')),
                ('trigger', models.CharField(choices=[('opened', 'un parcours s’ouvre'), ('entered', 'un parcours entre dans une étape'), ('plan', 'un accompagnement s’ouvre')], max_length=7, verbose_name='quand')),
                ('track', models.CharField(blank=True, choices=[('t1', 'télétravail indépendant'), ('t2', 'télétravail salarié'), ('t3', 'installation avec activité'), ('t4', 'retour à l’emploi sur place')], help_text='Vide : tous les parcours.', max_length=2, verbose_name='parcours')),
                ('stage', models.CharField(blank=True, choices=[('qualified', 'Qualifié'), ('applicant', 'Candidat'), ('trainee', 'Stagiaire'), ('visiting', 'En visite'), ('residence', 'Résidence'), ('settling', 'Installation'), ('supported', 'Accompagné'), ('completed', 'Terminé')], help_text='Seulement pour « un parcours entre dans une étape ».', max_length=9, verbose_name='étape')),
                ('active', models.BooleanField(default=True, verbose_name='en service')),
            ],
            options={
                'verbose_name': 'modèle de tâches',
                'verbose_name_plural': 'modèles de tâches',
                'ordering': ['label'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('trigger', 'entered'), models.Q(('stage', ''), _negated=True)), models.Q(models.Q(('trigger', 'entered'), _negated=True), ('stage', '')), _connector='OR'), name='template_names_a_stage_when_it_needs_one', violation_error_message='Choisissez l’étape pour « un parcours entre dans une étape », et seulement alors.'), models.CheckConstraint(condition=models.Q(models.Q(('trigger', 'plan'), _negated=True), ('track', ''), _connector='OR'), name='template_of_a_plan_has_no_track', violation_error_message='Un accompagnement ne dépend pas du parcours : laissez-le vide.')],
            },
        ),
        migrations.CreateModel(
            name='TemplateStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('template', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='crm_journeys.tasktemplate', verbose_name='modèle')),
                ('position', models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='rang')),
                ('label', models.CharField(max_length=160, verbose_name='à faire')),
                ('days_after', models.PositiveSmallIntegerField(default=0, help_text='Un week-end ou un jour férié reporte la tâche au jour ouvré suivant.', verbose_name='jours après')),
                ('assignee', models.CharField(choices=[('owner', 'au référent du parcours'), ('referent', 'au référent de l’accompagnement'), ('nobody', 'à personne en particulier')], default='owner', max_length=8, verbose_name='confiée')),
            ],
            options={
                'verbose_name': 'tâche d’un modèle',
                'verbose_name_plural': 'tâches d’un modèle',
                'ordering': ['position', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('days_after__lte', 1500)), name='template_step_waits_a_few_years_at_most', violation_error_message='Une tâche vient 1500 jours après, au plus tard.')],
            },
        ),
        migrations.CreateModel(
            name='Interaction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='interactions', to='crm_people.person', verbose_name='personne')),
                ('journey', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='interactions', to='crm_journeys.journey', verbose_name='parcours')),
                ('kind', models.CharField(choices=[('call', 'appel'), ('mail', 'courriel'), ('visit', 'visite'), ('meeting', 'rencontre'), ('note', 'note'), ('letter', 'courrier')], max_length=7, verbose_name='nature')),
                ('direction', models.CharField(choices=[('in', 'reçu'), ('out', 'émis'), ('internal', 'interne')], max_length=8, verbose_name='sens')),
                ('outcome', models.CharField(blank=True, choices=[('reached', 'joint'), ('message', 'message laissé'), ('no_answer', 'pas de réponse'), ('call_back', 'rappel demandé'), ('', '—')], default='', max_length=9, verbose_name='issue')),
                ('at', models.DateTimeField(db_index=True, verbose_name='le')),
                ('duration', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='durée (minutes)')),
                ('subject', models.CharField(blank=True, max_length=160, verbose_name='objet')),
                ('text', models.TextField(blank=True, help_text='Des faits utiles au suivi : la personne peut demander à lire ces lignes.', verbose_name='compte rendu')),
                ('visibility', models.CharField(choices=[('team', 'l’équipe'), ('owner_only', 'moi seulement')], default='team', max_length=10, verbose_name='visible par')),
                ('author', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='par')),
            ],
            options={
                'verbose_name': 'échange',
                'ordering': ['-at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('kind', 'note'), _negated=True), ('direction', 'internal'), _connector='OR'), name='interaction_note_is_internal', violation_error_message='Une note est interne.')],
            },
        ),
        migrations.CreateModel(
            name='Task',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tasks', to='crm_people.person', verbose_name='personne')),
                ('journey', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='tasks', to='crm_journeys.journey', verbose_name='parcours')),
                ('label', models.CharField(max_length=160, verbose_name='à faire')),
                ('due_on', models.DateField(db_index=True, verbose_name='pour le')),
                ('assignee', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='confiée à')),
                ('created_at', models.DateTimeField(verbose_name='créée le')),
                ('done_at', models.DateTimeField(blank=True, null=True, verbose_name='faite le')),
                ('template_step', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='crm_journeys.templatestep', verbose_name='écrite par le modèle')),
                ('occasion', models.CharField(blank=True, editable=False, max_length=40, verbose_name='à l’occasion de')),
            ],
            options={
                'verbose_name': 'tâche',
                'ordering': ['due_on', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('template_step__isnull', False)), fields=('template_step', 'occasion'), name='one_task_a_template_step_and_occasion', violation_error_message='Cette tâche du modèle est déjà écrite.'), models.CheckConstraint(condition=models.Q(('template_step__isnull', True), models.Q(('occasion', ''), _negated=True), _connector='OR'), name='task_of_a_template_names_its_occasion', violation_error_message='Une tâche d’un modèle dit à quelle occasion elle est écrite.')],
            },
        ),
        migrations.CreateModel(
            name='Route',
            fields=[
                ('track', models.CharField(choices=[('t1', 'télétravail indépendant'), ('t2', 'télétravail salarié'), ('t3', 'installation avec activité'), ('t4', 'retour à l’emploi sur place')], max_length=2, primary_key=True, serialize=False, verbose_name='parcours')),
            ],
            options={
                'verbose_name': 'parcours type',
                'verbose_name_plural': 'parcours types',
                'ordering': ['track'],
            },
        ),
        migrations.CreateModel(
            name='TrackStage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('route', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='stages', to='crm_journeys.route', verbose_name='parcours')),
                ('stage', models.CharField(choices=[('contact', 'Contact'), ('qualified', 'Qualifié'), ('applicant', 'Candidat'), ('trainee', 'Stagiaire'), ('visiting', 'En visite'), ('residence', 'Résidence'), ('settling', 'Installation'), ('supported', 'Accompagné'), ('completed', 'Terminé')], max_length=9, verbose_name='étape')),
                ('position', models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='rang')),
                ('expected_days', models.PositiveSmallIntegerField(blank=True, help_text='Au-delà, le parcours est signalé. Les pauses ne comptent pas. Vide : aucune attente.', null=True, verbose_name='durée attendue (jours)')),
                ('help', models.CharField(blank=True, help_text='Une phrase, lue par l’équipe dans le dossier.', max_length=240, verbose_name='ce qui se fait à cette étape')),
            ],
            options={
                'verbose_name': 'étape d’un parcours',
                'verbose_name_plural': 'étapes d’un parcours',
                'ordering': ['position', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('route', 'stage'), name='stage_once_a_track', violation_error_message='Cette étape est déjà sur ce parcours.'), models.CheckConstraint(condition=models.Q(('stage__in', ['contact', 'qualified', 'applicant', 'trainee', 'visiting', 'residence', 'settling', 'supported', 'completed'])), name='track_stage_is_a_stage', violation_error_message='« Clos » n’est pas une étape : un parcours se clôt à tout moment.'), models.CheckConstraint(condition=models.Q(('expected_days__isnull', True), models.Q(('expected_days__isnull', False), ('expected_days__range', (1, 1500))), _connector='OR'), name='track_stage_expects_some_days', violation_error_message='La durée attendue va de 1 à 1500 jours.')],
            },
        ),
    ]
