import django.db.models.deletion
import editorial.fields
import modelcluster.fields
import modelsearch.index
import uuid
import wagtail.contrib.routable_page.models
from django.db import migrations, models

from editorial.tables import AllAtOnce


class Migration(AllAtOnce):

    replaces = [('forum', '0001_initial'), ('forum', '0002_pages'), ('forum', '0003_review_and_social_image'), ('forum', '0004_programme')]

    initial = True

    dependencies = [
        ('editorial', '0001_squashed_0010'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
    ]

    operations = [
        migrations.CreateModel(
            name='Edition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('number', models.PositiveSmallIntegerField(unique=True, verbose_name='numéro')),
                ('title', models.CharField(max_length=120, verbose_name='intitulé')),
                ('starts_on', models.DateField(db_index=True, verbose_name='premier jour')),
                ('ends_on', models.DateField(verbose_name='dernier jour')),
                ('place', models.CharField(max_length=160, verbose_name='lieu')),
                ('capacity', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='places')),
                ('registration_opens_on', models.DateField(blank=True, null=True, verbose_name='ouverture des inscriptions')),
                ('registration_closes_on', models.DateField(blank=True, help_text='Dernier jour où l’on peut s’inscrire, compris.', null=True, verbose_name='clôture des inscriptions')),
                ('postponed', models.BooleanField(default=False, verbose_name='reporté à une date à venir')),
                ('cancelled_on', models.DateField(blank=True, null=True, verbose_name='annulé le')),
                ('reason', models.CharField(blank=True, help_text='Une phrase, montrée au public.', max_length=240, verbose_name='motif du report ou de l’annulation')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='modifiée le')),
            ],
            options={
                'verbose_name': 'édition du Forum',
                'verbose_name_plural': 'éditions du Forum',
                'ordering': ['-starts_on'],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='edition_ends_after_it_starts', violation_error_message='Le dernier jour précède le premier.'), models.CheckConstraint(condition=models.Q(models.Q(('registration_closes_on__isnull', True), ('registration_opens_on__isnull', True)), models.Q(('registration_closes_on__gte', models.F('registration_opens_on')), ('registration_closes_on__isnull', False), ('registration_closes_on__lte', models.F('starts_on')), ('registration_opens_on__isnull', False)), _connector='OR'), name='edition_registration_window_is_whole', violation_error_message='Les inscriptions ont une ouverture et une clôture, dans cet ordre, au plus tard le premier jour du Forum.'), models.CheckConstraint(condition=models.Q(models.Q(('cancelled_on__isnull', True), ('postponed', False), ('reason', '')), models.Q(models.Q(('postponed', True), ('cancelled_on__isnull', False), _connector='OR'), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='edition_stopped_with_a_reason', violation_error_message='Un report ou une annulation porte un motif.')],
            },
        ),
        migrations.CreateModel(
            name='Partner',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, unique=True, verbose_name='nom')),
                ('url', models.URLField(blank=True, verbose_name='site')),
                ('logo', models.ForeignKey(blank=True, help_text='Facultatif : sans lui, le nom suffit.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='editorial.picture', verbose_name='logo')),
            ],
            options={
                'verbose_name': 'partenaire du Forum',
                'verbose_name_plural': 'partenaires du Forum',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='EditionPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('lead', models.TextField(blank=True, help_text='Deux phrases au plus, sous le titre : ce que la page apporte à qui la lit.', max_length=400, verbose_name='chapô')),
                ('body', editorial.fields.BodyField(blank=True, verbose_name='contenu')),
                ('landscape_seed', models.CharField(blank=True, help_text='Un mot quelconque : chaque mot dessine un autre paysage. Vide : l’adresse de la page.', max_length=60, verbose_name='graine du paysage')),
                ('season', models.CharField(choices=[('spring', 'printemps'), ('summer', 'été'), ('autumn', 'automne'), ('winter', 'hiver')], default='summer', max_length=6, verbose_name='saison')),
                ('social_image', models.ForeignKey(blank=True, help_text='Montrée quand la page est partagée. Vide : le dessin du site.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='editorial.picture', verbose_name='image pour les réseaux')),
                ('review_on', models.DateField(blank=True, help_text='Ce jour-là, la page revient dans « Mon travail ». Par exemple : dans six mois.', null=True, verbose_name='à relire le')),
                ('edition', models.OneToOneField(help_text='Les dates, le lieu et les inscriptions viennent d’elle.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='page', to='forum.edition', verbose_name='édition')),
                ('practical', editorial.fields.BodyField(blank=True, help_text='Accès, repas, logement, garde d’enfants.', verbose_name='venir au Forum')),
                ('report', editorial.fields.BodyField(blank=True, help_text='Après le Forum : ce qui s’est dit et ce qui en est sorti.', verbose_name='bilan')),
                ('participants', models.PositiveIntegerField(blank=True, null=True, verbose_name='participants')),
                ('exhibitors', models.PositiveIntegerField(blank=True, null=True, verbose_name='exposants')),
                ('figures_source', models.CharField(blank=True, help_text='Par exemple : feuilles d’émargement, 7 octobre 2010.', max_length=200, verbose_name='source des chiffres')),
            ],
            options={
                'verbose_name': 'page d’une édition',
                'verbose_name_plural': 'pages des éditions',
            },
            bases=(wagtail.contrib.routable_page.models.RoutablePageMixin, 'wagtailcore.page'),
        ),
        migrations.CreateModel(
            name='Partnership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='partnerships', to='forum.editionpage', verbose_name='page')),
                ('partner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='partnerships', to='forum.partner', verbose_name='partenaire')),
                ('kind', models.CharField(choices=[('organiser', 'organise'), ('funder', 'finance'), ('helper', 'apporte son concours')], default='helper', max_length=9, verbose_name='ce qu’il fait')),
            ],
            options={
                'verbose_name': 'partenaire de l’édition',
                'verbose_name_plural': 'partenaires de l’édition',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Room',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='Par exemple : salle multimédia.', max_length=80, unique=True, verbose_name='nom')),
                ('building', models.CharField(blank=True, help_text='Ce que l’on cherche en arrivant. Par exemple : Maison des services.', max_length=120, verbose_name='bâtiment')),
                ('capacity', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='places assises')),
                ('access', models.CharField(blank=True, help_text='Pour qui entend, voit ou marche difficilement. Par exemple : de plain-pied, boucle magnétique.', max_length=200, verbose_name='accès')),
            ],
            options={
                'verbose_name': 'salle du Forum',
                'verbose_name_plural': 'salles du Forum',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Strand',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=40, unique=True, verbose_name='nom')),
                ('slug', models.SlugField(max_length=40, unique=True, verbose_name='adresse')),
                ('mark', models.CharField(choices=[('hexagon', 'hexagone vert'), ('square', 'carré bleu'), ('peak', 'triangle brique'), ('circle', 'disque gris')], default='hexagon', max_length=7, verbose_name='signe')),
                ('text', models.CharField(blank=True, help_text='Une phrase. Par exemple : vivre de son métier à distance.', max_length=200, verbose_name='pour qui')),
                ('position', models.PositiveSmallIntegerField(default=0, help_text='Le plus petit d’abord.', verbose_name='rang')),
            ],
            options={
                'verbose_name': 'fil du Forum',
                'verbose_name_plural': 'fils du Forum',
                'ordering': ['position', 'name'],
            },
        ),
        migrations.CreateModel(
            name='Speaker',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='nom')),
                ('slug', models.SlugField(help_text='La fin de l’adresse de sa fiche publique.', max_length=120, unique=True, verbose_name='adresse')),
                ('bio', models.TextField(blank=True, help_text='Deux ou trois phrases qui restent vraies d’une année à l’autre.', max_length=1200, verbose_name='présentation')),
                ('photo', models.ForeignKey(blank=True, help_text='Facultatif, et seulement avec un accord écrit. Sans lui, les initiales.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='editorial.picture', verbose_name='portrait')),
                ('fictional', models.BooleanField(default=False, help_text='Pour une démonstration : la fiche le dit au public.', verbose_name='personne fictive')),
            ],
            options={
                'verbose_name': 'intervenant du Forum',
                'verbose_name_plural': 'intervenants du Forum',
                'ordering': ['name'],
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='Slot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='slots', to='forum.editionpage', verbose_name='page')),
                ('day', models.DateField(null=True, verbose_name='jour')),
                ('starts_at', models.TimeField(null=True, verbose_name='de')),
                ('ends_at', models.TimeField(null=True, verbose_name='à')),
                ('kind', models.CharField(choices=[('plenary', 'plénière'), ('round_table', 'table ronde'), ('talk', 'conférence'), ('workshop', 'atelier'), ('demonstration', 'démonstration'), ('visit', 'visite'), ('meeting', 'rencontre'), ('meal', 'repas'), ('break', 'accueil ou pause')], default='talk', max_length=13, verbose_name='nature')),
                ('strand', models.ForeignKey(blank=True, help_text='Vide : pour tout le monde.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='slots', to='forum.strand', verbose_name='fil')),
                ('title', models.CharField(max_length=160, verbose_name='intitulé')),
                ('text', models.TextField(blank=True, max_length=600, verbose_name='en deux phrases')),
                ('room', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='slots', to='forum.room', verbose_name='salle')),
                ('seats', models.PositiveSmallIntegerField(blank=True, help_text='Pour un atelier ou une visite où l’on choisit sa place. Vide : non comptées.', null=True, verbose_name='places')),
                ('open_entry', models.BooleanField(default=False, verbose_name='ouvert sans inscription')),
            ],
            options={
                'verbose_name': 'créneau du programme',
                'verbose_name_plural': 'créneaux du programme',
                'ordering': ['day', 'starts_at', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_at__isnull', True), ('starts_at__isnull', True), ('ends_at__gt', models.F('starts_at')), _connector='OR'), name='slot_ends_after_it_starts', violation_error_message='Un créneau finit après avoir commencé.'), models.CheckConstraint(condition=models.Q(('open_entry', False), ('seats__isnull', True), _connector='OR'), name='slot_open_to_all_counts_no_seats', violation_error_message='Ouvert sans inscription, un créneau ne compte pas de places.'), models.CheckConstraint(condition=models.Q(('seats__isnull', True), ('seats__gt', 0), _connector='OR'), name='slot_has_a_seat_at_least', violation_error_message='Indiquez au moins une place, ou laissez vide.')],
            },
        ),
        migrations.CreateModel(
            name='Appearance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('slot', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='appearances', to='forum.slot', verbose_name='créneau')),
                ('speaker', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appearances', to='forum.speaker', verbose_name='intervenant')),
                ('role', models.CharField(blank=True, help_text='Telle qu’elle était alors : elle ne changera pas avec la personne.', max_length=160, verbose_name='fonction à cette date')),
                ('organisation', models.CharField(blank=True, max_length=160, verbose_name='organisme à cette date')),
            ],
            options={
                'verbose_name': 'intervention',
                'verbose_name_plural': 'interventions',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ForumPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('lead', models.TextField(blank=True, help_text='Deux phrases au plus, sous le titre : ce que la page apporte à qui la lit.', max_length=400, verbose_name='chapô')),
                ('body', editorial.fields.BodyField(blank=True, verbose_name='contenu')),
                ('landscape_seed', models.CharField(blank=True, help_text='Un mot quelconque : chaque mot dessine un autre paysage. Vide : l’adresse de la page.', max_length=60, verbose_name='graine du paysage')),
                ('season', models.CharField(choices=[('spring', 'printemps'), ('summer', 'été'), ('autumn', 'automne'), ('winter', 'hiver')], default='summer', max_length=6, verbose_name='saison')),
                ('social_image', models.ForeignKey(blank=True, help_text='Montrée quand la page est partagée. Vide : le dessin du site.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='editorial.picture', verbose_name='image pour les réseaux')),
                ('review_on', models.DateField(blank=True, help_text='Ce jour-là, la page revient dans « Mon travail ». Par exemple : dans six mois.', null=True, verbose_name='à relire le')),
            ],
            options={
                'verbose_name': 'page du Forum',
                'verbose_name_plural': 'pages du Forum',
            },
            bases=(wagtail.contrib.routable_page.models.RoutablePageMixin, 'wagtailcore.page'),
        ),
    ]
