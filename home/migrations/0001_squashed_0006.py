import django.core.validators
import django.db.models.deletion
import editorial.fields
import modelcluster.fields
import wagtail.contrib.routable_page.models
from django.db import migrations, models

from editorial.tables import AllAtOnce


class Migration(AllAtOnce):

    replaces = [('home', '0001_initial'), ('home', '0002_steps_as_blocks'), ('home', '0003_review_and_social_image'), ('home', '0004_leaflet'), ('home', '0005_agenda'), ('home', '0006_living_pages')]

    initial = True

    dependencies = [
        ('editorial', '0001_squashed_0010'),
        ('territory', '0001_initial'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
    ]

    operations = [
        migrations.CreateModel(
            name='AgendaPage',
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
                'verbose_name': 'agenda',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='EventPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('lead', models.TextField(blank=True, help_text='Deux phrases au plus, sous le titre : ce que la page apporte à qui la lit.', max_length=400, verbose_name='chapô')),
                ('body', editorial.fields.BodyField(blank=True, verbose_name='contenu')),
                ('landscape_seed', models.CharField(blank=True, help_text='Un mot quelconque : chaque mot dessine un autre paysage. Vide : l’adresse de la page.', max_length=60, verbose_name='graine du paysage')),
                ('season', models.CharField(choices=[('spring', 'printemps'), ('summer', 'été'), ('autumn', 'automne'), ('winter', 'hiver')], default='summer', max_length=6, verbose_name='saison')),
                ('social_image', models.ForeignKey(blank=True, help_text='Montrée quand la page est partagée. Vide : le dessin du site.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='editorial.picture', verbose_name='image pour les réseaux')),
                ('review_on', models.DateField(blank=True, help_text='Ce jour-là, la page revient dans « Mon travail ». Par exemple : dans six mois.', null=True, verbose_name='à relire le')),
                ('starts_at', models.DateTimeField(db_index=True, null=True, verbose_name='début')),
                ('ends_at', models.DateTimeField(null=True, verbose_name='fin')),
                ('place', models.CharField(blank=True, help_text='Par exemple : Maison des services, Murat.', max_length=160, verbose_name='lieu')),
                ('commune', models.ForeignKey(blank=True, limit_choices_to={'territories__current': True, 'territories__kind': 'home'}, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='territory.commune', verbose_name='commune')),
                ('online_url', models.URLField(blank=True, help_text='Où le suivre à distance, quand c’est possible.', max_length=300, verbose_name='adresse en ligne')),
                ('cancelled', models.BooleanField(default=False, verbose_name='annulé')),
                ('cancel_reason', models.CharField(blank=True, help_text='Une phrase, montrée au public. Un rendez-vous annulé se dit, il ne s’efface pas.', max_length=240, verbose_name='motif de l’annulation')),
            ],
            options={
                'verbose_name': 'rendez-vous',
                'verbose_name_plural': 'rendez-vous',
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_at__isnull', True), ('starts_at__isnull', True), ('ends_at__gte', models.F('starts_at')), _connector='OR'), name='event_ends_after_it_starts', violation_error_message='La fin précède le début.'), models.CheckConstraint(condition=models.Q(models.Q(('cancel_reason', ''), ('cancelled', False)), models.Q(('cancelled', True), models.Q(('cancel_reason', ''), _negated=True)), _connector='OR'), name='event_cancelled_with_a_reason', violation_error_message='Une annulation porte un motif, et un motif une annulation.')],
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='CommunesIndexPage',
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
                'verbose_name': 'page des communes',
                'verbose_name_plural': 'pages des communes',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='CommunePage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('lead', models.TextField(blank=True, help_text='Deux phrases au plus, sous le titre : ce que la page apporte à qui la lit.', max_length=400, verbose_name='chapô')),
                ('body', editorial.fields.BodyField(blank=True, verbose_name='contenu')),
                ('landscape_seed', models.CharField(blank=True, help_text='Un mot quelconque : chaque mot dessine un autre paysage. Vide : l’adresse de la page.', max_length=60, verbose_name='graine du paysage')),
                ('season', models.CharField(choices=[('spring', 'printemps'), ('summer', 'été'), ('autumn', 'automne'), ('winter', 'hiver')], default='summer', max_length=6, verbose_name='saison')),
                ('social_image', models.ForeignKey(blank=True, help_text='Montrée quand la page est partagée. Vide : le dessin du site.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='editorial.picture', verbose_name='image pour les réseaux')),
                ('review_on', models.DateField(blank=True, help_text='Ce jour-là, la page revient dans « Mon travail ». Par exemple : dans six mois.', null=True, verbose_name='à relire le')),
                ('commune', models.OneToOneField(limit_choices_to={'territories__current': True, 'territories__kind': 'home'}, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='territory.commune', verbose_name='commune')),
            ],
            options={
                'verbose_name': 'page d’une commune',
                'verbose_name_plural': 'pages des communes, une à une',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='FiguresPage',
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
                'verbose_name': 'page des chiffres clés',
                'verbose_name_plural': 'pages des chiffres clés',
            },
            bases=(wagtail.contrib.routable_page.models.RoutablePageMixin, 'wagtailcore.page'),
        ),
        migrations.CreateModel(
            name='HomePage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('lead', models.TextField(blank=True, help_text='Deux phrases au plus, sous le titre : ce que la page apporte à qui la lit.', max_length=400, verbose_name='chapô')),
                ('body', editorial.fields.BodyField(blank=True, verbose_name='contenu')),
                ('landscape_seed', models.CharField(blank=True, help_text='Un mot quelconque : chaque mot dessine un autre paysage. Vide : l’adresse de la page.', max_length=60, verbose_name='graine du paysage')),
                ('season', models.CharField(choices=[('spring', 'printemps'), ('summer', 'été'), ('autumn', 'automne'), ('winter', 'hiver')], default='summer', max_length=6, verbose_name='saison')),
                ('social_image', models.ForeignKey(blank=True, help_text='Montrée quand la page est partagée. Vide : le dessin du site.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='editorial.picture', verbose_name='image pour les réseaux')),
                ('review_on', models.DateField(blank=True, help_text='Ce jour-là, la page revient dans « Mon travail ». Par exemple : dans six mois.', null=True, verbose_name='à relire le')),
                ('slogan', models.CharField(help_text='Le grand titre : une phrase qui invite.', max_length=80, verbose_name='accroche')),
                ('main_label', models.CharField(blank=True, max_length=40, verbose_name='bouton principal')),
                ('main_url', models.CharField(blank=True, max_length=200, validators=[django.core.validators.RegexValidator('^(/|#|https?://)', 'L’adresse commence par /, par # ou par https://.')], verbose_name='son adresse')),
                ('steps_title', models.CharField(blank=True, max_length=80, verbose_name='titre des étapes')),
                ('steps_lead', models.CharField(blank=True, max_length=200, verbose_name='sous ce titre')),
                ('steps', editorial.fields.BlocksField(blank=True, verbose_name='étapes')),
                ('territory_title', models.CharField(blank=True, max_length=80, verbose_name='titre du territoire')),
                ('territory_text', models.TextField(blank=True, verbose_name='le territoire en quelques lignes')),
                ('testimony', models.TextField(blank=True, help_text='Sans guillemets.', verbose_name='témoignage')),
                ('testimony_author', models.CharField(blank=True, max_length=200, verbose_name='qui parle')),
                ('testimony_fictional', models.BooleanField(default=False, verbose_name='personne fictive')),
            ],
            options={
                'verbose_name': 'page d’accueil',
                'verbose_name_plural': 'pages d’accueil',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='LeafletPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('lead', models.TextField(blank=True, help_text='Deux phrases au plus, sous le titre : ce que la page apporte à qui la lit.', max_length=400, verbose_name='chapô')),
                ('body', editorial.fields.BodyField(blank=True, verbose_name='contenu')),
                ('landscape_seed', models.CharField(blank=True, help_text='Un mot quelconque : chaque mot dessine un autre paysage. Vide : l’adresse de la page.', max_length=60, verbose_name='graine du paysage')),
                ('season', models.CharField(choices=[('spring', 'printemps'), ('summer', 'été'), ('autumn', 'automne'), ('winter', 'hiver')], default='summer', max_length=6, verbose_name='saison')),
                ('social_image', models.ForeignKey(blank=True, help_text='Montrée quand la page est partagée. Vide : le dessin du site.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='editorial.picture', verbose_name='image pour les réseaux')),
                ('review_on', models.DateField(blank=True, help_text='Ce jour-là, la page revient dans « Mon travail ». Par exemple : dans six mois.', null=True, verbose_name='à relire le')),
                ('cover_title', models.CharField(max_length=60, verbose_name='grand titre')),
                ('cover_text', models.CharField(blank=True, max_length=120, verbose_name='sous le titre')),
                ('offer_title', models.CharField(max_length=40, verbose_name='titre')),
                ('offer_text', models.TextField(blank=True, max_length=320, verbose_name='texte')),
                ('figures', editorial.fields.BlocksField(blank=True, verbose_name='chiffres')),
                ('figures_source', models.CharField(blank=True, max_length=160, verbose_name='source et date des chiffres')),
                ('testimony', models.CharField(blank=True, help_text='Sans guillemets.', max_length=140, verbose_name='témoignage')),
                ('testimony_author', models.CharField(blank=True, max_length=80, verbose_name='qui parle')),
                ('steps_title', models.CharField(max_length=40, verbose_name='titre')),
                ('steps', editorial.fields.BlocksField(blank=True, verbose_name='étapes')),
                ('telecentre_title', models.CharField(max_length=40, verbose_name='titre')),
                ('telecentre_text', models.TextField(blank=True, max_length=320, verbose_name='texte')),
                ('free_note', models.CharField(blank=True, max_length=100, verbose_name='en évidence')),
                ('house_title', models.CharField(blank=True, max_length=40, verbose_name='second titre')),
                ('house_text', models.TextField(blank=True, max_length=240, verbose_name='second texte')),
                ('families_title', models.CharField(max_length=40, verbose_name='titre')),
                ('families_text', models.TextField(blank=True, max_length=240, verbose_name='texte')),
                ('families_points', models.TextField(blank=True, help_text='Un point par ligne.', max_length=320, verbose_name='ce que l’on y trouve')),
                ('contact_title', models.CharField(max_length=40, verbose_name='titre')),
                ('contact_text', models.TextField(blank=True, max_length=200, verbose_name='texte')),
                ('edition_note', models.CharField(blank=True, help_text='La date et le code du tirage. Par exemple : dépliant de mars 2011, code M11.', max_length=120, verbose_name='mention du bas')),
            ],
            options={
                'verbose_name': 'dépliant',
            },
            bases=(wagtail.contrib.routable_page.models.RoutablePageMixin, 'wagtailcore.page'),
        ),
        migrations.CreateModel(
            name='LivingPage',
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
                'verbose_name': 'page vivre ici',
                'verbose_name_plural': 'pages vivre ici',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='CommuneNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='home.livingpage', verbose_name='page')),
                ('commune', models.ForeignKey(limit_choices_to={'territories__current': True, 'territories__kind': 'home'}, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='territory.commune', verbose_name='commune')),
                ('text', models.TextField(max_length=300, verbose_name='en une phrase')),
            ],
            options={
                'verbose_name': 'phrase sur une commune',
                'verbose_name_plural': 'phrases sur les communes',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SettlePage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('lead', models.TextField(blank=True, help_text='Deux phrases au plus, sous le titre : ce que la page apporte à qui la lit.', max_length=400, verbose_name='chapô')),
                ('body', editorial.fields.BodyField(blank=True, verbose_name='contenu')),
                ('landscape_seed', models.CharField(blank=True, help_text='Un mot quelconque : chaque mot dessine un autre paysage. Vide : l’adresse de la page.', max_length=60, verbose_name='graine du paysage')),
                ('season', models.CharField(choices=[('spring', 'printemps'), ('summer', 'été'), ('autumn', 'automne'), ('winter', 'hiver')], default='summer', max_length=6, verbose_name='saison')),
                ('social_image', models.ForeignKey(blank=True, help_text='Montrée quand la page est partagée. Vide : le dessin du site.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='editorial.picture', verbose_name='image pour les réseaux')),
                ('review_on', models.DateField(blank=True, help_text='Ce jour-là, la page revient dans « Mon travail ». Par exemple : dans six mois.', null=True, verbose_name='à relire le')),
                ('steps', editorial.fields.BlocksField(blank=True, verbose_name='parcours')),
            ],
            options={
                'verbose_name': 'page s’installer',
                'verbose_name_plural': 'pages s’installer',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='TestimoniesIndexPage',
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
                'verbose_name': 'page des témoignages',
                'verbose_name_plural': 'pages des témoignages',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='TestimonyPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('lead', models.TextField(blank=True, help_text='Deux phrases au plus, sous le titre : ce que la page apporte à qui la lit.', max_length=400, verbose_name='chapô')),
                ('body', editorial.fields.BodyField(blank=True, verbose_name='contenu')),
                ('landscape_seed', models.CharField(blank=True, help_text='Un mot quelconque : chaque mot dessine un autre paysage. Vide : l’adresse de la page.', max_length=60, verbose_name='graine du paysage')),
                ('season', models.CharField(choices=[('spring', 'printemps'), ('summer', 'été'), ('autumn', 'automne'), ('winter', 'hiver')], default='summer', max_length=6, verbose_name='saison')),
                ('social_image', models.ForeignKey(blank=True, help_text='Montrée quand la page est partagée. Vide : le dessin du site.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='editorial.picture', verbose_name='image pour les réseaux')),
                ('review_on', models.DateField(blank=True, help_text='Ce jour-là, la page revient dans « Mon travail ». Par exemple : dans six mois.', null=True, verbose_name='à relire le')),
                ('person', models.CharField(help_text='Un prénom, un métier. Par exemple : Inès, traductrice, deux enfants.', max_length=160, verbose_name='qui parle')),
                ('quote', models.TextField(blank=True, help_text='Sans guillemets.', max_length=300, verbose_name='la phrase à retenir')),
                ('arrived_in', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='année d’arrivée')),
                ('commune', models.ForeignKey(blank=True, limit_choices_to={'territories__current': True, 'territories__kind': 'home'}, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='territory.commune', verbose_name='commune')),
                ('fictional', models.BooleanField(default=False, help_text='Cochée, la page le dit.', verbose_name='personne fictive')),
                ('consent_on', models.DateField(blank=True, help_text='La date de l’accord écrit de la personne, demandée pour publier.', null=True, verbose_name='accord signé le')),
            ],
            options={
                'verbose_name': 'témoignage',
            },
            bases=('wagtailcore.page',),
        ),
    ]
