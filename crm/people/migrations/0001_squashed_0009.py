import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from editorial.tables import AllAtOnce


class Migration(AllAtOnce):

    replaces = [('crm_people', '0001_initial'), ('crm_people', '0002_say_constraints_in_french'), ('crm_people', '0003_say_how_a_contact_stands'), ('crm_people', '0004_duplicates_and_merges'), ('crm_people', '0005_export_households'), ('crm_people', '0006_search_indexes'), ('crm_people', '0008_restrict_a_file')]

    initial = True

    dependencies = [
        ('editorial', '0001_squashed_0010'),  # what others bring comes first
        ('territory', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('file_number', models.CharField(max_length=12, unique=True, verbose_name='n° de dossier')),
                ('civility', models.CharField(blank=True, choices=[('f', 'Madame'), ('m', 'Monsieur'), ('', 'Non précisée')], default='', max_length=1, verbose_name='civilité')),
                ('first_name', models.CharField(blank=True, max_length=80, verbose_name='prénom')),
                ('last_name', models.CharField(blank=True, max_length=80, verbose_name='nom')),
                ('name_key', models.CharField(editable=False, max_length=180, verbose_name='nom comparé')),
                ('birth_year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='année de naissance')),
                ('preferred_channel', models.CharField(choices=[('email', 'courriel'), ('phone', 'téléphone'), ('post', 'courrier')], default='email', max_length=5, verbose_name='à joindre par')),
                ('language', models.CharField(default='fr', max_length=2, verbose_name='langue')),
                ('commune', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='territory.commune', verbose_name='commune de résidence')),
                ('country', models.CharField(blank=True, default='FR', help_text='Code de deux lettres.', max_length=2, verbose_name='pays')),
                ('professional_status', models.CharField(blank=True, choices=[('unemployed', 'sans emploi depuis moins d’un an'), ('long_unemployed', 'sans emploi depuis un an ou plus'), ('inactive', 'sans activité'), ('training', 'en formation'), ('employee', 'en poste'), ('self_employed', 'à son compte'), ('other', 'autre situation'), ('', 'non précisée')], default='', max_length=15, verbose_name='situation professionnelle')),
                ('trade', models.CharField(blank=True, max_length=120, verbose_name='métier')),
                ('created_at', models.DateTimeField(verbose_name='dossier ouvert le')),
                ('last_inbound_at', models.DateTimeField(verbose_name='dernier signe de la personne')),
                ('merged_into', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged_from', to='crm_people.person', verbose_name='fusionnée dans')),
                ('anonymised_at', models.DateTimeField(blank=True, null=True, verbose_name='anonymisée le')),
                ('restricted_at', models.DateTimeField(blank=True, null=True, verbose_name='traitement limité depuis')),
                ('restricted_because', models.CharField(blank=True, max_length=200, verbose_name='motif de la limitation')),
            ],
            options={
                'verbose_name': 'personne',
                'ordering': ['last_name', 'first_name', 'pk'],
                'permissions': [('export_person', 'Peut exporter des personnes'), ('anonymise_person', 'Peut anonymiser une personne'), ('read_file', 'Peut lire le dossier d’une personne'), ('merge_person', 'Peut fusionner deux dossiers')],
                'indexes': [models.Index(condition=models.Q(('merged_into__isnull', True)), fields=['last_name', 'first_name', 'id', 'anonymised_at', 'name_key'], name='person_in_order'), models.Index(condition=models.Q(('merged_into__isnull', True)), fields=['created_at'], name='person_by_opening'), models.Index(condition=models.Q(('merged_into__isnull', True)), fields=['last_inbound_at'], name='person_by_sign'), models.Index(condition=models.Q(('merged_into__isnull', True)), fields=['country'], name='person_by_country'), models.Index(fields=['name_key', 'merged_into'], name='person_by_name'), models.Index(condition=models.Q(('merged_into__isnull', False)), fields=['merged_into'], name='person_merged'), models.Index(condition=models.Q(('restricted_at__isnull', False)), fields=['restricted_at'], name='person_restricted')],
                'constraints': [models.CheckConstraint(condition=models.Q(('birth_year__isnull', True), models.Q(('birth_year__gte', 1900), ('birth_year__lte', 2100)), _connector='OR'), name='person_birth_year_is_plausible', violation_error_message='L’année de naissance s’écrit en quatre chiffres.'), models.CheckConstraint(condition=models.Q(('anonymised_at__isnull', False), models.Q(('last_name', ''), _negated=True), _connector='OR'), name='person_has_a_name_until_anonymised', violation_error_message='Une personne a au moins un nom.'), models.CheckConstraint(condition=models.Q(models.Q(('restricted_at__isnull', True), ('restricted_because', '')), models.Q(('restricted_at__isnull', False), models.Q(('restricted_because', ''), _negated=True)), _connector='OR'), name='person_restricted_says_why', violation_error_message='Une limitation dit pourquoi, et elle seule.'), models.CheckConstraint(condition=models.Q(('merged_into__isnull', True), models.Q(('merged_into', models.F('id')), _negated=True), _connector='OR'), name='person_is_not_merged_into_itself', violation_error_message='Un dossier ne se fusionne pas avec lui-même.')],
            },
        ),
        migrations.CreateModel(
            name='StatusSpell',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='status_spells', to='crm_people.person')),
                ('status', models.CharField(choices=[('unemployed', 'sans emploi depuis moins d’un an'), ('long_unemployed', 'sans emploi depuis un an ou plus'), ('inactive', 'sans activité'), ('training', 'en formation'), ('employee', 'en poste'), ('self_employed', 'à son compte'), ('other', 'autre situation'), ('', 'non précisée')], max_length=15, verbose_name='situation')),
                ('starts_on', models.DateField(verbose_name='depuis')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='jusqu’à (exclu)')),
            ],
            options={
                'verbose_name': 'situation datée',
                'verbose_name_plural': 'situations datées',
                'ordering': ['starts_on'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ends_on__isnull', True)), fields=('person',), name='one_open_status_a_person', violation_error_message='Une seule situation est en cours.'), models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='status_ends_after_it_starts', violation_error_message='La fin précède le début.')],
            },
        ),
        migrations.CreateModel(
            name='FileNumberCounter',
            fields=[
                ('year', models.PositiveSmallIntegerField(primary_key=True, serialize=False)),
                ('last', models.PositiveIntegerField(default=0)),
            ],
            options={
                'verbose_name': 'compteur de dossiers',
                'verbose_name_plural': 'compteurs de dossiers',
            },
        ),
        migrations.CreateModel(
            name='ContactPoint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contact_points', to='crm_people.person', verbose_name='personne')),
                ('kind', models.CharField(choices=[('email', 'courriel'), ('phone', 'téléphone'), ('post', 'adresse')], max_length=5, verbose_name='moyen')),
                ('value', models.CharField(max_length=254, verbose_name='coordonnée')),
                ('normalised', models.CharField(db_index=True, editable=False, max_length=254, verbose_name='coordonnée comparée')),
                ('is_primary', models.BooleanField(default=True, verbose_name='principale')),
                ('verified_at', models.DateTimeField(blank=True, null=True, verbose_name='vérifiée le')),
                ('bounced_at', models.DateTimeField(blank=True, null=True, verbose_name='en erreur depuis')),
            ],
            options={
                'verbose_name': 'coordonnée',
                'ordering': ['kind', '-is_primary', 'pk'],
                'indexes': [models.Index(fields=['kind', 'normalised', 'person'], name='contact_by_kind')],
                'constraints': [models.UniqueConstraint(fields=('person', 'kind', 'normalised'), name='contact_once_a_person', violation_error_message='Cette coordonnée est déjà au dossier.'), models.UniqueConstraint(condition=models.Q(('is_primary', True)), fields=('person', 'kind'), name='one_primary_contact_a_kind', violation_error_message='Une seule coordonnée de chaque sorte est principale.'), models.CheckConstraint(condition=models.Q(('verified_at__isnull', True), ('bounced_at__isnull', True), _connector='OR'), name='contact_is_verified_or_in_error', violation_error_message='Une coordonnée est vérifiée ou en erreur, pas les deux.')],
            },
        ),
        migrations.CreateModel(
            name='Household',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('label', models.CharField(max_length=120, verbose_name='nom du foyer')),
                ('created_at', models.DateTimeField(verbose_name='créé le')),
                ('rooms_wanted', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='pièces souhaitées')),
                ('rent_max', models.PositiveIntegerField(blank=True, null=True, verbose_name='loyer au plus (€ par mois)')),
                ('wanted_from', models.DateField(blank=True, null=True, verbose_name='logement souhaité à partir du')),
            ],
            options={
                'verbose_name': 'foyer',
                'ordering': ['label'],
                'permissions': [('export_household', 'Peut exporter des foyers')],
            },
        ),
        migrations.CreateModel(
            name='HouseholdMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('household', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='crm_people.household', verbose_name='foyer')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='crm_people.person', verbose_name='personne')),
                ('minor_birth_year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='né en')),
                ('school_level', models.CharField(blank=True, max_length=40, verbose_name='classe')),
                ('role', models.CharField(choices=[('adult_ref', 'adulte référent'), ('adult', 'adulte'), ('child', 'enfant'), ('other', 'autre')], max_length=9, verbose_name='rôle')),
                ('starts_on', models.DateField(verbose_name='depuis')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='jusqu’à (exclu)')),
            ],
            options={
                'verbose_name': 'membre du foyer',
                'verbose_name_plural': 'membres du foyer',
                'ordering': ['household', 'role', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('minor_birth_year__isnull', True), ('person__isnull', False), ('school_level', ''), models.Q(('role', 'child'), _negated=True)), models.Q(('minor_birth_year__isnull', False), ('person__isnull', True), models.Q(('role__in', ['adult_ref', 'adult']), _negated=True)), _connector='OR'), name='member_is_a_person_or_a_minor', violation_error_message='Un adulte est une personne du fichier ; d’un enfant on ne garde que l’année de naissance et la classe.'), models.UniqueConstraint(condition=models.Q(('ends_on__isnull', True), ('person__isnull', False)), fields=('person',), name='one_current_household_a_person', violation_error_message='Cette personne appartient déjà à un foyer.'), models.UniqueConstraint(condition=models.Q(('ends_on__isnull', True), ('role', 'adult_ref')), fields=('household',), name='one_reference_adult_a_household', violation_error_message='Un foyer a un seul adulte référent.'), models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='member_leaves_after_joining', violation_error_message='La sortie du foyer précède l’entrée.')],
            },
        ),
        migrations.CreateModel(
            name='DuplicatePair',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='crm_people.person', verbose_name='premier dossier')),
                ('second', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='crm_people.person', verbose_name='second dossier')),
                ('score', models.PositiveSmallIntegerField(verbose_name='ressemblance (sur 100)')),
                ('reason', models.CharField(max_length=200, verbose_name='ce qui se ressemble')),
                ('state', models.CharField(choices=[('to_review', 'à examiner'), ('distinct', 'deux personnes'), ('merged', 'fusionnés')], db_index=True, default='to_review', max_length=9, verbose_name='état')),
                ('found_at', models.DateTimeField(verbose_name='trouvée le')),
                ('settled_at', models.DateTimeField(blank=True, null=True, verbose_name='tranchée le')),
                ('settled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='tranchée par')),
            ],
            options={
                'verbose_name': 'paire de dossiers ressemblants',
                'verbose_name_plural': 'paires de dossiers ressemblants',
                'ordering': ['-score', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('first', 'second'), name='duplicate_pair_once', violation_error_message='Cette paire de dossiers est déjà connue.'), models.CheckConstraint(condition=models.Q(('first__lt', models.F('second'))), name='duplicate_pair_in_order', violation_error_message='Une paire commence par le premier des deux dossiers.'), models.CheckConstraint(condition=models.Q(('score__gte', 0), ('score__lte', 100)), name='duplicate_pair_scored_on_a_hundred', violation_error_message='La ressemblance se note de 0 à 100.'), models.CheckConstraint(condition=models.Q(models.Q(('settled_at__isnull', True), ('state', 'to_review')), models.Q(models.Q(('state', 'to_review'), _negated=True), ('settled_at__isnull', False)), _connector='OR'), name='duplicate_pair_settled_has_a_date', violation_error_message='Une paire tranchée porte la date où elle l’a été.')],
            },
        ),
        migrations.CreateModel(
            name='MergeReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('survivor', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='merge_reports', to='crm_people.person', verbose_name='dossier gardé')),
                ('previous_number', models.CharField(max_length=12, verbose_name='n° du dossier fusionné')),
                ('at', models.DateTimeField(verbose_name='le')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='par')),
                ('taken', models.JSONField(blank=True, default=list, verbose_name='repris de l’autre dossier')),
                ('moved', models.JSONField(blank=True, default=dict, verbose_name='lignes passées d’un dossier à l’autre')),
            ],
            options={
                'verbose_name': 'fusion de dossiers',
                'verbose_name_plural': 'fusions de dossiers',
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Provenance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='provenances', to='crm_people.person', verbose_name='personne')),
                ('fields', models.JSONField(verbose_name='champs')),
                ('kind', models.CharField(choices=[('typed', 'saisi par l’équipe'), ('form', 'formulaire du site'), ('import', 'fichier importé'), ('merge', 'fusion de dossiers')], max_length=6, verbose_name='origine')),
                ('ref', models.CharField(blank=True, max_length=180, verbose_name='précision')),
                ('at', models.DateTimeField(verbose_name='le')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='par')),
            ],
            options={
                'verbose_name': 'provenance d’informations',
                'verbose_name_plural': 'provenances d’informations',
                'ordering': ['at', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ['import', 'merge']), _negated=True), models.Q(('ref', ''), _negated=True), _connector='OR'), name='provenance_says_which_source', violation_error_message='Un import dit son fichier, une fusion son dossier.')],
            },
        ),
    ]
