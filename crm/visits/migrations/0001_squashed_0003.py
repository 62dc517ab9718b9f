import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from editorial.tables import AllAtOnce


class Migration(AllAtOnce):

    replaces = [('crm_visits', '0001_initial')]

    initial = True

    dependencies = [
        ('crm_consents', '0001_squashed_0008'),
        ('crm_journeys', '0001_squashed_0010'),
        ('crm_lodging', '0001_initial'),
        ('crm_organisations', '0001_initial'),
        ('crm_people', '0001_squashed_0009'),
        ('territory', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='DiscoveryDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('date', models.DateField(unique=True, verbose_name='jour')),
                ('title', models.CharField(max_length=120, verbose_name='titre')),
                ('programme', models.TextField(blank=True, verbose_name='programme')),
                ('meeting_point', models.CharField(blank=True, max_length=200, verbose_name='rendez-vous')),
                ('closes_on', models.DateField(verbose_name='dernier jour pour s’inscrire')),
                ('cancelled_at', models.DateTimeField(blank=True, null=True, verbose_name='annulée le')),
            ],
            options={
                'verbose_name': 'journée découverte',
                'verbose_name_plural': 'journées découverte',
                'ordering': ['date'],
                'constraints': [models.CheckConstraint(condition=models.Q(('closes_on__lte', models.F('date'))), name='discovery_day_closes_before_it_starts', violation_error_message='Les inscriptions se ferment au plus tard le jour même.')],
            },
        ),
        migrations.CreateModel(
            name='DiscoveryRegistration',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='registrations', to='crm_visits.discoveryday', verbose_name='journée')),
                ('form_key', models.UUIDField(editable=False, unique=True, verbose_name='clé du formulaire')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='discovery_registrations', to='crm_people.person', verbose_name='personne')),
                ('first_name', models.CharField(blank=True, max_length=80, verbose_name='prénom')),
                ('last_name', models.CharField(max_length=80, verbose_name='nom')),
                ('email', models.EmailField(max_length=254, verbose_name='adresse électronique')),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name='téléphone')),
                ('adults', models.PositiveSmallIntegerField(default=1, verbose_name='adultes')),
                ('children', models.PositiveSmallIntegerField(default=0, verbose_name='enfants')),
                ('state', models.CharField(choices=[('confirmed', 'inscrite'), ('cancelled', 'annulée'), ('attended', 'venue'), ('absent', 'absente')], default='confirmed', max_length=9, verbose_name='état')),
                ('origin', models.CharField(blank=True, editable=False, max_length=40, verbose_name='venue par')),
                ('wording', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='crm_consents.wording', verbose_name='information lue')),
                ('registered_at', models.DateTimeField(verbose_name='inscrite le')),
                ('cancelled_at', models.DateTimeField(blank=True, null=True, verbose_name='annulée le')),
                ('forgotten_at', models.DateTimeField(blank=True, null=True, verbose_name='coordonnées effacées le')),
            ],
            options={
                'verbose_name': 'inscription à une journée découverte',
                'verbose_name_plural': 'inscriptions aux journées découverte',
                'ordering': ['registered_at', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(models.Q(('state', 'cancelled'), _negated=True), models.Q(('email', ''), _negated=True)), fields=('day', 'email'), name='one_live_registration_a_day_and_address', violation_error_message='Cette adresse est déjà inscrite à cette journée.'), models.UniqueConstraint(condition=models.Q(models.Q(('state', 'cancelled'), _negated=True), ('person__isnull', False)), fields=('day', 'person'), name='one_live_registration_a_day_and_person', violation_error_message='Cette personne est déjà inscrite à cette journée.'), models.CheckConstraint(condition=models.Q(('adults__gte', 1), ('adults__lte', 20), ('children__lte', 20)), name='registration_has_an_adult', violation_error_message='Une famille compte au moins un adulte.'), models.CheckConstraint(condition=models.Q(models.Q(('cancelled_at__isnull', False), ('state', 'cancelled')), models.Q(models.Q(('state', 'cancelled'), _negated=True), ('cancelled_at__isnull', True)), _connector='OR'), name='registration_cancelled_has_a_date', violation_error_message='Une inscription annulée porte sa date.')],
            },
        ),
        migrations.CreateModel(
            name='DiscoverySeat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='seats', to='crm_visits.discoveryday', verbose_name='journée')),
                ('number', models.PositiveSmallIntegerField(verbose_name='numéro')),
                ('registration', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='seat', to='crm_visits.discoveryregistration', verbose_name='inscription')),
            ],
            options={
                'verbose_name': 'place d’une journée découverte',
                'verbose_name_plural': 'places des journées découverte',
                'ordering': ['day', 'number'],
                'constraints': [models.UniqueConstraint(fields=('day', 'number'), name='one_seat_a_discovery_day_and_number', violation_error_message='Cette place existe déjà.')],
            },
        ),
        migrations.CreateModel(
            name='Visit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('journey', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='visits', to='crm_journeys.journey', verbose_name='parcours')),
                ('household', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='visits', to='crm_people.household', verbose_name='foyer')),
                ('stay', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='visits', to='crm_lodging.stay', verbose_name='logé au')),
                ('starts_on', models.DateField(db_index=True, verbose_name='premier jour')),
                ('ends_on', models.DateField(verbose_name='dernier jour')),
                ('purpose', models.CharField(max_length=160, verbose_name='objet de la visite')),
                ('state', models.CharField(choices=[('planned', 'en préparation'), ('confirmed', 'confirmée'), ('done', 'faite'), ('cancelled', 'annulée')], db_index=True, default='planned', max_length=9, verbose_name='état')),
                ('referent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='référent')),
                ('created_at', models.DateTimeField(verbose_name='préparée depuis')),
                ('emergency', models.CharField(blank=True, help_text='Qui appeler, et à quel numéro : imprimé sur la fiche de la famille.', max_length=160, verbose_name='en cas d’imprévu')),
                ('directions', models.TextField(blank=True, verbose_name='comment venir')),
                ('family_words', models.TextField(blank=True, verbose_name='ce que la famille en a dit')),
                ('done_at', models.DateTimeField(blank=True, null=True, verbose_name='faite le')),
                ('reason', models.CharField(blank=True, max_length=240, verbose_name='motif de l’annulation')),
                ('changed_at', models.DateTimeField(verbose_name='programme changé le')),
            ],
            options={
                'verbose_name': 'visite',
                'ordering': ['-starts_on', '-pk'],
                'permissions': [('view_visit_costs', 'Voit le coût des visites')],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='visit_ends_after_it_starts', violation_error_message='Le dernier jour suit le premier.'), models.CheckConstraint(condition=models.Q(models.Q(('done_at__isnull', False), ('state', 'done')), models.Q(models.Q(('state', 'done'), _negated=True), ('done_at__isnull', True)), _connector='OR'), name='visit_done_has_a_date', violation_error_message='Une visite faite porte sa date.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'cancelled'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='visit_cancelled_with_a_reason', violation_error_message='Une annulation est motivée.')],
            },
        ),
        migrations.CreateModel(
            name='VisitStop',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('visit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='stops', to='crm_visits.visit', verbose_name='visite')),
                ('date', models.DateField(verbose_name='jour')),
                ('starts_at', models.TimeField(verbose_name='de')),
                ('ends_at', models.TimeField(verbose_name='à')),
                ('kind', models.CharField(choices=[('school', 'école'), ('house', 'logement à voir'), ('telecentre', 'télécentre'), ('mayor', 'mairie'), ('business', 'entreprise'), ('doctor', 'santé'), ('other', 'autre')], max_length=10, verbose_name='nature')),
                ('title', models.CharField(max_length=120, verbose_name='étape')),
                ('place', models.CharField(blank=True, max_length=200, verbose_name='lieu et adresse')),
                ('commune', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='territory.commune', verbose_name='commune')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='crm_organisations.organisation', verbose_name='organisation')),
                ('host', models.CharField(blank=True, max_length=120, verbose_name='qui reçoit')),
                ('host_phone', models.CharField(blank=True, max_length=40, verbose_name='téléphone')),
                ('host_email', models.EmailField(blank=True, max_length=254, verbose_name='adresse électronique')),
                ('for_family', models.TextField(blank=True, verbose_name='à dire à la famille')),
                ('for_team', models.TextField(blank=True, verbose_name='pour l’équipe')),
                ('outcome', models.TextField(blank=True, verbose_name='ce qu’il en est ressorti')),
            ],
            options={
                'verbose_name': 'étape de visite',
                'verbose_name_plural': 'étapes de visite',
                'ordering': ['date', 'starts_at', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='stop_ends_after_it_starts', violation_error_message='L’étape finit après avoir commencé.')],
            },
        ),
        migrations.CreateModel(
            name='VisitCost',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('visit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='costs', to='crm_visits.visit', verbose_name='visite')),
                ('kind', models.CharField(choices=[('lodging', 'hébergement'), ('meals', 'repas'), ('transport', 'transport'), ('other', 'autre')], max_length=9, verbose_name='poste')),
                ('label', models.CharField(blank=True, max_length=120, verbose_name='détail')),
                ('cents', models.PositiveIntegerField(verbose_name='montant (centimes)')),
                ('paid_by', models.CharField(max_length=80, verbose_name='payé par')),
            ],
            options={
                'verbose_name': 'dépense de visite',
                'verbose_name_plural': 'dépenses de visite',
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('cents__gte', 1), ('cents__lte', 10000000)), name='visit_cost_is_plausible', violation_error_message='Une dépense va de 0,01 € à 100 000 €.')],
            },
        ),
    ]
