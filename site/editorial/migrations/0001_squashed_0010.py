import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import editorial.fields
import modelcluster.fields
import modelsearch.index
import taggit.managers
import uuid
import wagtail.images.models
import wagtail.models.media
from django.conf import settings
from django.db import migrations, models

from editorial.tables import AllAtOnce


class Migration(AllAtOnce):

    replaces = [('editorial', '0001_initial'), ('editorial', '0002_pictures_and_embargoes'), ('editorial', '0003_images_become_pictures'), ('editorial', '0004_logo_as_picture'), ('editorial', '0005_key_figures'), ('editorial', '0007_scheduled_jobs'), ('editorial', '0008_accessibility_declaration'), ('editorial', '0009_alert_banner_and_daily_counts')]

    initial = True

    # All that others bring comes first: a change of a table costs the more, the more tables are known.
    dependencies = [
        ('django_tasks_database', '0021_conditional_partial_index_ordering'),
        ('mfa', '0003_authenticator_type_uniq'),
        ('taggit', '0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx'),
        ('wagtailadmin', '0006_formstate'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
        ('wagtaildocs', '0014_alter_document_file_size'),
        ('wagtailembeds', '0009_embed_cache_until'),
        ('wagtailimages', '0027_image_description'),
        ('wagtailredirects', '0008_add_verbose_name_plural'),
        ('wagtailsearch', '0010_add_text_fields'),
        ('wagtailsearchpromotions', '0008_query_verbose_name'),
        ('wagtailusers', '0015_userprofile_keyboard_shortcuts'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AlertBanner',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('site', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.CASCADE, to='wagtailcore.site')),
                ('text', models.CharField(blank=True, help_text='Une phrase. Par exemple : La Maison des services est fermée vendredi, pour travaux. Vide : rien.', max_length=240, verbose_name='message')),
                ('level', models.CharField(choices=[('info', 'information'), ('warning', 'attention'), ('danger', 'urgence')], default='info', max_length=7, verbose_name='gravité')),
                ('link_label', models.CharField(blank=True, max_length=60, verbose_name='texte du lien')),
                ('link_url', models.CharField(blank=True, max_length=300, validators=[django.core.validators.RegexValidator('^(/|https?://)', 'L’adresse commence par / ou par https://.')], verbose_name='adresse du lien')),
                ('starts_at', models.DateTimeField(blank=True, null=True, verbose_name='affiché à partir du')),
                ('ends_at', models.DateTimeField(blank=True, null=True, verbose_name='jusqu’au')),
            ],
            options={
                'verbose_name': 'bandeau d’alerte',
                'verbose_name_plural': 'bandeaux d’alerte',
                'constraints': [models.CheckConstraint(condition=models.Q(('starts_at__isnull', True), ('ends_at__isnull', True), ('ends_at__gt', models.F('starts_at')), _connector='OR'), name='banner_ends_after_it_starts', violation_error_message='Le bandeau doit finir après avoir commencé.'), models.CheckConstraint(condition=models.Q(('text', ''), models.Q(('ends_at__isnull', False), ('starts_at__isnull', False)), _connector='OR'), name='banner_has_its_dates', violation_error_message='Un message a un début et une fin.')],
            },
        ),
        migrations.CreateModel(
            name='DailyCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('page', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='daily_counts', to='wagtailcore.page', verbose_name='page')),
                ('day', models.DateField(db_index=True, verbose_name='jour')),
                ('views', models.PositiveIntegerField(default=0, verbose_name='lectures')),
            ],
            options={
                'verbose_name': 'lectures d’une page en un jour',
                'verbose_name_plural': 'lectures par page et par jour',
                'constraints': [models.UniqueConstraint(fields=('page', 'day'), name='one_count_a_page_and_day')],
            },
        ),
        migrations.CreateModel(
            name='Embargo',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='embargoes', to='wagtailcore.page', verbose_name='page')),
                ('until', models.DateTimeField(db_index=True, help_text='Publiée dès maintenant, la page ne paraît qu’à cette heure : ni dans les listes, ni à son adresse.', verbose_name='jusqu’au')),
            ],
            options={
                'verbose_name': 'embargo',
                'constraints': [models.UniqueConstraint(fields=('page',), name='embargo_once_a_page', violation_error_message='Une page n’a qu’un embargo.')],
            },
        ),
        migrations.CreateModel(
            name='KeyFigure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('label', models.CharField(help_text='Sans le nombre. Par exemple : communes réunies dans l’intercommunalité.', max_length=120, verbose_name='ce qui est compté')),
                ('value', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='valeur')),
                ('unit', models.CharField(blank=True, help_text='Par exemple : km², %, €. Vide : un compte.', max_length=20, verbose_name='unité')),
                ('approximate', models.BooleanField(default=False, help_text='Cochée, la page écrit « environ ».', verbose_name='ordre de grandeur')),
                ('year', models.PositiveSmallIntegerField(help_text='Celle que le chiffre décrit, non celle où il a été saisi.', verbose_name='année')),
                ('source', models.CharField(help_text='Qui le dit, dans quel document et quand.', max_length=240, verbose_name='source')),
                ('source_url', models.URLField(blank=True, max_length=500, verbose_name='adresse de la source')),
                ('theme', models.CharField(choices=[('territory', 'territoire'), ('services', 'services au public'), ('telework', 'télétravail'), ('training', 'formation'), ('welcome', 'accueil de nouveaux habitants'), ('economy', 'économie')], default='territory', max_length=9, verbose_name='thème')),
                ('order', models.PositiveSmallIntegerField(default=100, verbose_name='rang dans le thème')),
            ],
            options={
                'verbose_name': 'chiffre clé',
                'verbose_name_plural': 'chiffres clés',
                'ordering': ['theme', 'order', 'label', '-year'],
                'constraints': [models.UniqueConstraint(fields=('label', 'year'), name='key_figure_once_a_year', violation_error_message='Ce chiffre est déjà donné pour cette année.'), models.CheckConstraint(condition=models.Q(('year__gte', 1800), ('year__lte', 2200)), name='key_figure_of_a_plausible_year', violation_error_message='L’année s’écrit en quatre chiffres, de 1800 à 2200.')],
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='Picture',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('collection', models.ForeignKey(default=wagtail.models.media.get_root_collection_id, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.collection', verbose_name='collection')),
                ('title', models.CharField(max_length=255, verbose_name='title')),
                ('file', wagtail.images.models.WagtailImageField(height_field='height', upload_to=wagtail.images.models.get_upload_to, verbose_name='file', width_field='width')),
                ('description', models.CharField(blank=True, default='', max_length=255, verbose_name='description')),
                ('width', models.IntegerField(editable=False, verbose_name='width')),
                ('height', models.IntegerField(editable=False, verbose_name='height')),
                ('created_at', models.DateTimeField(auto_now_add=True, db_index=True, verbose_name='created at')),
                ('uploaded_by_user', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL, verbose_name='uploaded by user')),
                ('focal_point_x', models.PositiveIntegerField(blank=True, null=True)),
                ('focal_point_y', models.PositiveIntegerField(blank=True, null=True)),
                ('focal_point_width', models.PositiveIntegerField(blank=True, null=True)),
                ('focal_point_height', models.PositiveIntegerField(blank=True, null=True)),
                ('file_size', models.PositiveIntegerField(editable=False, null=True)),
                ('file_hash', models.CharField(blank=True, db_index=True, editable=False, max_length=40)),
                ('credit', models.CharField(help_text='Qui l’a faite. Par exemple : Camille Roux, service communication.', max_length=120, verbose_name='crédit')),
                ('licence', models.CharField(choices=[('own', 'production de la collectivité'), ('open', 'Licence Ouverte 2.0'), ('cc-by', 'CC BY 4.0'), ('cc-by-sa', 'CC BY-SA 4.0'), ('public-domain', 'domaine public'), ('agreed', 'avec l’accord de l’auteur')], default='own', max_length=13, verbose_name='licence')),
                ('shows_people', models.BooleanField(default=False, verbose_name='montre des personnes reconnaissables')),
                ('consent_on', models.DateField(blank=True, help_text='La date de l’accord écrit des personnes reconnaissables ; pour un mineur, celui de ses parents.', null=True, verbose_name='accord signé le')),
                ('tags', taggit.managers.TaggableManager(blank=True, help_text=None, through='taggit.TaggedItem', to='taggit.Tag', verbose_name='tags')),
            ],
            options={
                'verbose_name': 'image',
                'verbose_name_plural': 'images',
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('shows_people', False), ('consent_on__isnull', False), _connector='OR'), name='picture_of_people_with_their_consent', violation_error_message='Une image de personnes reconnaissables demande la date de leur accord.')],
            },
            bases=(wagtail.images.models.ImageFileMixin, modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='IdentitySettings',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('site', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.CASCADE, to='wagtailcore.site')),
                ('name', models.CharField(blank=True, help_text='Le nom court, celui du logo et des titres.', max_length=80, verbose_name='nom')),
                ('locative', models.CharField(blank=True, help_text='Pour les phrases : au pays de…, en Haute-Vallée. Vide : on s’en passe.', max_length=80, verbose_name='nom, après « venir »')),
                ('tagline', models.CharField(blank=True, help_text='Par exemple : communauté de communes.', max_length=120, verbose_name='sous le nom')),
                ('legal_name', models.CharField(blank=True, max_length=160, verbose_name='dénomination officielle')),
                ('logo', models.ForeignKey(blank=True, help_text='Facultatif : sans lui, le site dessine le sien.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='editorial.picture', verbose_name='logo')),
                ('house', models.CharField(blank=True, help_text='Le bâtiment où l’on est reçu. Par exemple : Maison des services.', max_length=120, verbose_name='lieu d’accueil')),
                ('address', models.CharField(blank=True, max_length=160, verbose_name='rue')),
                ('postcode_city', models.CharField(blank=True, max_length=120, verbose_name='code postal et commune')),
                ('telephone', models.CharField(blank=True, max_length=30, verbose_name='téléphone')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='adresse électronique')),
                ('hours_text', models.TextField(blank=True, help_text='Une ligne par plage, comme on la dirait au téléphone.', verbose_name='horaires')),
            ],
            options={
                'verbose_name': 'identité',
            },
        ),
        migrations.CreateModel(
            name='PictureRendition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('filter_spec', models.CharField(db_index=True, max_length=255)),
                ('file', wagtail.images.models.WagtailImageField(height_field='height', storage=wagtail.images.models.get_rendition_storage, upload_to=wagtail.images.models.get_rendition_upload_to, width_field='width')),
                ('width', models.IntegerField(editable=False)),
                ('height', models.IntegerField(editable=False)),
                ('focal_point_key', models.CharField(blank=True, default='', editable=False, max_length=16)),
                ('image', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='renditions', to='editorial.picture', verbose_name='image')),
            ],
            options={
                'verbose_name': 'rendu d’une image',
                'verbose_name_plural': 'rendus d’images',
                'constraints': [models.UniqueConstraint(fields=('image', 'filter_spec', 'focal_point_key'), name='rendition_once_a_filter')],
            },
            bases=(wagtail.images.models.ImageFileMixin, models.Model),
        ),
        migrations.CreateModel(
            name='LegalSettings',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('accessibility_scope', models.CharField(blank=True, help_text='Vide : l’ensemble du site.', max_length=240, verbose_name='ce que couvre la déclaration')),
                ('accessibility_audited_on', models.DateField(blank=True, null=True, verbose_name='date de l’audit')),
                ('accessibility_rate', models.PositiveSmallIntegerField(blank=True, help_text='100 : totalement conforme ; de 50 à 99 : partiellement ; moins, ou sans audit de moins de trois ans : non conforme.', null=True, verbose_name='critères respectés (%)')),
                ('accessibility_auditor', models.CharField(blank=True, max_length=160, verbose_name='auditeur')),
                ('accessibility_declared_on', models.DateField(blank=True, null=True, verbose_name='déclaration établie le')),
                ('accessibility_pages', models.TextField(blank=True, help_text='Une par ligne. Par exemple : Accueil.', verbose_name='pages vérifiées')),
                ('accessibility_technologies', models.CharField(default='HTML5, CSS, SVG, JavaScript en complément', max_length=160, verbose_name='technologies')),
                ('accessibility_tools', models.TextField(blank=True, help_text='Un par ligne. Par exemple : NVDA 2011.1 avec Firefox.', verbose_name='outils et environnements de test')),
                ('accessibility_defects', models.TextField(blank=True, help_text='Une par ligne, en clair : où, et ce qui manque.', verbose_name='non-conformités')),
                ('accessibility_derogations', models.TextField(blank=True, help_text='Une par ligne, avec son motif après deux points. Par exemple : Plans de 1998 : aucun fichier d’origine n’existe, une description est donnée sur demande.', verbose_name='dérogations pour charge disproportionnée')),
                ('accessibility_exempted', models.TextField(blank=True, help_text='Un par ligne. Par exemple : vidéos d’avant 2020.', verbose_name='contenus exemptés')),
                ('accessibility_scheme_url', models.CharField(blank=True, max_length=300, validators=[django.core.validators.RegexValidator('^(/|https?://)', 'L’adresse commence par / ou par https://.')], verbose_name='schéma pluriannuel')),
                ('accessibility_plan_url', models.CharField(blank=True, max_length=300, validators=[django.core.validators.RegexValidator('^(/|https?://)', 'L’adresse commence par / ou par https://.')], verbose_name='plan annuel')),
                ('accessibility_contact', models.EmailField(blank=True, help_text='Vide : l’adresse de l’accueil.', max_length=254, verbose_name='signaler un défaut à')),
                ('site', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.CASCADE, to='wagtailcore.site')),
                ('siren', models.CharField(blank=True, max_length=9, verbose_name='numéro SIREN')),
                ('publication_director', models.CharField(blank=True, help_text='La fonction ou la personne : le président, pour une intercommunalité.', max_length=160, verbose_name='direction de la publication')),
                ('host_name', models.CharField(blank=True, max_length=160, verbose_name='hébergeur')),
                ('host_address', models.CharField(blank=True, max_length=240, verbose_name='adresse de l’hébergeur')),
                ('host_telephone', models.CharField(blank=True, max_length=30, verbose_name='téléphone de l’hébergeur')),
                ('dpo_contact', models.CharField(blank=True, help_text='Où lui écrire : une adresse électronique ou postale.', max_length=200, verbose_name='délégué à la protection des données')),
                ('security_contact', models.EmailField(blank=True, help_text='Vide : l’adresse de l’accueil.', max_length=254, verbose_name='signaler une faille de sécurité à')),
            ],
            options={
                'verbose_name': 'mentions obligatoires',
                'verbose_name_plural': 'mentions obligatoires',
                'constraints': [models.CheckConstraint(condition=models.Q(('accessibility_rate__isnull', True), ('accessibility_rate__lte', 100), _connector='OR'), name='accessibility_rate_is_a_share', violation_error_message='La part des critères va de 0 à 100.')],
            },
        ),
        migrations.CreateModel(
            name='StandardPage',
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
                'verbose_name': 'page courante',
                'verbose_name_plural': 'pages courantes',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='AccessibilityReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='clef du formulaire')),
                ('received_at', models.DateTimeField(db_index=True, default=django.utils.timezone.now, verbose_name='reçu le')),
                ('address', models.CharField(max_length=500, verbose_name='page ou service')),
                ('trouble', models.TextField(max_length=3000, verbose_name='ce qui résiste')),
                ('equipment', models.CharField(blank=True, max_length=200, verbose_name='aide technique')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='adresse électronique')),
                ('answer', models.TextField(blank=True, help_text='Envoyée à la personne si elle a laissé son adresse : ce qui est corrigé, ou l’information sous une autre forme.', max_length=5000, verbose_name='réponse')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='répondu le')),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='répondu par')),
            ],
            options={
                'verbose_name': 'signalement d’accessibilité',
                'verbose_name_plural': 'signalements d’accessibilité',
                'ordering': ['-received_at'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at__isnull', True)), models.Q(models.Q(('answer', ''), _negated=True), ('answered_at__isnull', False)), _connector='OR'), name='report_answered_when_it_has_an_answer', violation_error_message='Une réponse a sa date, et une date sa réponse.')],
            },
        ),
        migrations.CreateModel(
            name='ScheduledJob',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60, unique=True, verbose_name='nom')),
                ('next_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='prochain passage')),
                ('held_until', models.DateTimeField(blank=True, null=True, verbose_name='tenue jusqu’à')),
                ('ran_at', models.DateTimeField(blank=True, null=True, verbose_name='dernier passage')),
                ('last_count', models.PositiveIntegerField(blank=True, null=True, verbose_name='nombre au dernier passage')),
                ('failed', models.BooleanField(default=False, verbose_name='dernier passage en échec')),
            ],
            options={
                'verbose_name': 'tâche planifiée',
                'verbose_name_plural': 'tâches planifiées',
            },
        ),
        migrations.CreateModel(
            name='ContactPage',
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
                'verbose_name': 'page de contact',
                'verbose_name_plural': 'pages de contact',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='LegalPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('lead', models.TextField(blank=True, help_text='Deux phrases au plus, sous le titre : ce que la page apporte à qui la lit.', max_length=400, verbose_name='chapô')),
                ('body', editorial.fields.BodyField(blank=True, verbose_name='contenu')),
                ('landscape_seed', models.CharField(blank=True, help_text='Un mot quelconque : chaque mot dessine un autre paysage. Vide : l’adresse de la page.', max_length=60, verbose_name='graine du paysage')),
                ('season', models.CharField(choices=[('spring', 'printemps'), ('summer', 'été'), ('autumn', 'automne'), ('winter', 'hiver')], default='summer', max_length=6, verbose_name='saison')),
                ('social_image', models.ForeignKey(blank=True, help_text='Montrée quand la page est partagée. Vide : le dessin du site.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='editorial.picture', verbose_name='image pour les réseaux')),
                ('review_on', models.DateField(blank=True, help_text='Ce jour-là, la page revient dans « Mon travail ». Par exemple : dans six mois.', null=True, verbose_name='à relire le')),
                ('subject', models.CharField(choices=[('notices', 'mentions légales'), ('accessibility', 'déclaration d’accessibilité'), ('privacy', 'données personnelles'), ('cookies', 'cookies et traceurs'), ('ecodesign', 'écoconception'), ('open-data', 'données ouvertes')], max_length=13, verbose_name='objet')),
            ],
            options={
                'verbose_name': 'page légale',
                'verbose_name_plural': 'pages légales',
            },
            bases=('wagtailcore.page',),
        ),
    ]
