import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import editorial.fields
import modelcluster.fields
import news.feeds
import news.models.releases
import wagtail.contrib.routable_page.models
from django.db import migrations, models

from editorial.tables import AllAtOnce


class Migration(AllAtOnce):

    replaces = [('news', '0001_initial'), ('news', '0002_review_and_social_image'), ('news', '0003_press_room')]

    initial = True

    dependencies = [
        ('editorial', '0001_squashed_0010'),
        ('territory', '0001_initial'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
        ('wagtaildocs', '0014_alter_document_file_size'),
    ]

    operations = [
        migrations.CreateModel(
            name='ReleasePage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('lead', models.TextField(blank=True, help_text='Deux phrases au plus, sous le titre : ce que la page apporte à qui la lit.', max_length=400, verbose_name='chapô')),
                ('body', editorial.fields.BodyField(blank=True, verbose_name='contenu')),
                ('landscape_seed', models.CharField(blank=True, help_text='Un mot quelconque : chaque mot dessine un autre paysage. Vide : l’adresse de la page.', max_length=60, verbose_name='graine du paysage')),
                ('season', models.CharField(choices=[('spring', 'printemps'), ('summer', 'été'), ('autumn', 'automne'), ('winter', 'hiver')], default='summer', max_length=6, verbose_name='saison')),
                ('social_image', models.ForeignKey(blank=True, help_text='Montrée quand la page est partagée. Vide : le dessin du site.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='editorial.picture', verbose_name='image pour les réseaux')),
                ('review_on', models.DateField(blank=True, help_text='Ce jour-là, la page revient dans « Mon travail ». Par exemple : dans six mois.', null=True, verbose_name='à relire le')),
                ('reference', models.CharField(default=news.models.releases.next_reference, error_messages={'unique': 'Ce numéro est déjà celui d’un autre communiqué.'}, help_text='L’année et le rang. Le suivant est proposé : 2011-04.', max_length=8, unique=True, validators=[django.core.validators.RegexValidator('\\A(?:([12]\\d{3})-(\\d{2,3}))\\Z', 'Un numéro s’écrit 2011-04.')], verbose_name='numéro')),
                ('published_on', models.DateField(db_index=True, default=django.utils.timezone.localdate, verbose_name='date')),
                ('place', models.CharField(blank=True, help_text='D’où il est écrit. Par exemple : Murat.', max_length=80, verbose_name='lieu')),
                ('contact', models.TextField(blank=True, help_text='Vide : celui de la salle de presse. Une fonction plutôt qu’un nom.', max_length=400, verbose_name='contact particulier')),
                ('about', models.ForeignKey(blank=True, help_text='Par exemple une édition du Forum, dont la page le montrera.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.page', verbose_name='se rapporte à')),
            ],
            options={
                'verbose_name': 'communiqué de presse',
                'verbose_name_plural': 'communiqués de presse',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='ReleaseAttachment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtaildocs.document', verbose_name='fichier')),
                ('title', models.CharField(blank=True, help_text='Vide : le titre du fichier.', max_length=120, verbose_name='intitulé')),
                ('release', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='attachments', to='news.releasepage', verbose_name='communiqué')),
            ],
            options={
                'verbose_name': 'pièce jointe',
                'verbose_name_plural': 'pièces jointes',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Coverage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('outlet', models.CharField(help_text='Par exemple : La Montagne.', max_length=120, verbose_name='média')),
                ('kind', models.CharField(choices=[('press', 'presse écrite'), ('radio', 'radio'), ('television', 'télévision'), ('web', 'web')], default='press', max_length=10, verbose_name='nature')),
                ('title', models.CharField(max_length=200, verbose_name='titre')),
                ('author', models.CharField(blank=True, max_length=120, verbose_name='auteur')),
                ('published_on', models.DateField(db_index=True, verbose_name='paru le')),
                ('url', models.URLField(blank=True, help_text='Où le lire ou l’écouter, en https://…', max_length=500, verbose_name='adresse')),
                ('excerpt', models.CharField(blank=True, help_text='Deux phrases, 300 signes au plus. Une citation se met entre « guillemets ».', max_length=300, verbose_name='résumé ou extrait')),
                ('about', models.ForeignKey(blank=True, help_text='Une édition du Forum, une formation, toute page du site.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.page', verbose_name='se rapporte à')),
                ('release', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='coverage', to='news.releasepage', verbose_name='communiqué repris')),
            ],
            options={
                'verbose_name': 'article de presse',
                'verbose_name_plural': 'revue de presse',
                'ordering': ['-published_on', '-pk'],
                'constraints': [models.UniqueConstraint(fields=('outlet', 'title', 'published_on'), name='coverage_once', violation_error_message='Cet article est déjà dans la revue de presse.')],
            },
        ),
        migrations.CreateModel(
            name='CoveragePage',
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
                'verbose_name': 'page de la revue de presse',
                'verbose_name_plural': 'pages de la revue de presse',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='PressKitIndexPage',
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
                'verbose_name': 'page des dossiers de presse',
                'verbose_name_plural': 'pages des dossiers de presse',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='PressKitPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('lead', models.TextField(blank=True, help_text='Deux phrases au plus, sous le titre : ce que la page apporte à qui la lit.', max_length=400, verbose_name='chapô')),
                ('body', editorial.fields.BodyField(blank=True, verbose_name='contenu')),
                ('landscape_seed', models.CharField(blank=True, help_text='Un mot quelconque : chaque mot dessine un autre paysage. Vide : l’adresse de la page.', max_length=60, verbose_name='graine du paysage')),
                ('season', models.CharField(choices=[('spring', 'printemps'), ('summer', 'été'), ('autumn', 'automne'), ('winter', 'hiver')], default='summer', max_length=6, verbose_name='saison')),
                ('social_image', models.ForeignKey(blank=True, help_text='Montrée quand la page est partagée. Vide : le dessin du site.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='editorial.picture', verbose_name='image pour les réseaux')),
                ('review_on', models.DateField(blank=True, help_text='Ce jour-là, la page revient dans « Mon travail ». Par exemple : dans six mois.', null=True, verbose_name='à relire le')),
                ('published_on', models.DateField(default=django.utils.timezone.localdate, verbose_name='date')),
            ],
            options={
                'verbose_name': 'dossier de presse',
                'verbose_name_plural': 'dossiers de presse',
            },
            bases=(wagtail.contrib.routable_page.models.RoutablePageMixin, 'wagtailcore.page'),
        ),
        migrations.CreateModel(
            name='KitPicture',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('kit', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='pictures', to='news.presskitpage', verbose_name='dossier')),
                ('image', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='editorial.picture', verbose_name='image')),
                ('caption', models.CharField(help_text='Ce que l’on voit, où et quand : le journal la reprendra.', max_length=240, verbose_name='légende')),
            ],
            options={
                'verbose_name': 'image d’un dossier',
                'verbose_name_plural': 'images des dossiers',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='KitDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtaildocs.document', verbose_name='fichier')),
                ('title', models.CharField(blank=True, help_text='Vide : le titre du fichier.', max_length=120, verbose_name='intitulé')),
                ('kit', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='documents', to='news.presskitpage', verbose_name='dossier')),
            ],
            options={
                'verbose_name': 'fichier d’un dossier',
                'verbose_name_plural': 'fichiers des dossiers',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='KitRelease',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('kit', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='releases', to='news.presskitpage', verbose_name='dossier')),
                ('release', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='news.releasepage', verbose_name='communiqué')),
            ],
            options={
                'verbose_name': 'communiqué d’un dossier',
                'verbose_name_plural': 'communiqués des dossiers',
                'ordering': ['sort_order'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('kit', 'release'), name='kit_holds_a_release_once', violation_error_message='Ce communiqué est déjà dans le dossier.')],
            },
        ),
        migrations.CreateModel(
            name='Theme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=40, unique=True, verbose_name='adresse')),
                ('name', models.CharField(help_text='Par exemple : Formation.', max_length=60, verbose_name='nom')),
                ('order', models.PositiveSmallIntegerField(default=100, verbose_name='rang dans la liste')),
            ],
            options={
                'verbose_name': 'thème d’actualité',
                'verbose_name_plural': 'thèmes d’actualité',
                'ordering': ['order', 'name'],
            },
        ),
        migrations.CreateModel(
            name='NewsIndexPage',
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
                'verbose_name': 'page des actualités',
                'verbose_name_plural': 'pages des actualités',
            },
            bases=(news.feeds.WithFeeds, 'wagtailcore.page'),
        ),
        migrations.CreateModel(
            name='NewsPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('lead', models.TextField(blank=True, help_text='Deux phrases au plus, sous le titre : ce que la page apporte à qui la lit.', max_length=400, verbose_name='chapô')),
                ('body', editorial.fields.BodyField(blank=True, verbose_name='contenu')),
                ('landscape_seed', models.CharField(blank=True, help_text='Un mot quelconque : chaque mot dessine un autre paysage. Vide : l’adresse de la page.', max_length=60, verbose_name='graine du paysage')),
                ('season', models.CharField(choices=[('spring', 'printemps'), ('summer', 'été'), ('autumn', 'automne'), ('winter', 'hiver')], default='summer', max_length=6, verbose_name='saison')),
                ('social_image', models.ForeignKey(blank=True, help_text='Montrée quand la page est partagée. Vide : le dessin du site.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='editorial.picture', verbose_name='image pour les réseaux')),
                ('review_on', models.DateField(blank=True, help_text='Ce jour-là, la page revient dans « Mon travail ». Par exemple : dans six mois.', null=True, verbose_name='à relire le')),
                ('published_on', models.DateField(db_index=True, default=django.utils.timezone.localdate, verbose_name='date')),
                ('theme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='news', to='news.theme', verbose_name='thème')),
                ('communes', modelcluster.fields.ParentalManyToManyField(blank=True, help_text='Là où cela se passe. Aucune : tout le territoire.', limit_choices_to={'territories__current': True, 'territories__kind': 'home'}, related_name='+', to='territory.commune', verbose_name='communes')),
            ],
            options={
                'verbose_name': 'actualité',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='PressRoomPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('lead', models.TextField(blank=True, help_text='Deux phrases au plus, sous le titre : ce que la page apporte à qui la lit.', max_length=400, verbose_name='chapô')),
                ('body', editorial.fields.BodyField(blank=True, verbose_name='contenu')),
                ('landscape_seed', models.CharField(blank=True, help_text='Un mot quelconque : chaque mot dessine un autre paysage. Vide : l’adresse de la page.', max_length=60, verbose_name='graine du paysage')),
                ('season', models.CharField(choices=[('spring', 'printemps'), ('summer', 'été'), ('autumn', 'automne'), ('winter', 'hiver')], default='summer', max_length=6, verbose_name='saison')),
                ('social_image', models.ForeignKey(blank=True, help_text='Montrée quand la page est partagée. Vide : le dessin du site.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='editorial.picture', verbose_name='image pour les réseaux')),
                ('review_on', models.DateField(blank=True, help_text='Ce jour-là, la page revient dans « Mon travail ». Par exemple : dans six mois.', null=True, verbose_name='à relire le')),
                ('officer', models.CharField(blank=True, help_text='Une fonction plutôt qu’un nom. Par exemple : le service communication.', max_length=120, verbose_name='à qui s’adresser')),
                ('telephone', models.CharField(blank=True, max_length=30, verbose_name='téléphone')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='adresse électronique')),
                ('boilerplate', models.TextField(blank=True, help_text='Qui nous sommes, en quelques lignes : au bas de chaque communiqué et des dossiers.', max_length=900, verbose_name='à propos')),
            ],
            options={
                'verbose_name': 'salle de presse',
                'verbose_name_plural': 'salles de presse',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='PressContactPage',
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
                'verbose_name': 'page de contact de la presse',
                'verbose_name_plural': 'pages de contact de la presse',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='ReleaseIndexPage',
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
                'verbose_name': 'page des communiqués',
                'verbose_name_plural': 'pages des communiqués',
            },
            bases=(news.feeds.WithFeeds, 'wagtailcore.page'),
        ),
    ]
