import django.db.models.deletion
import editorial.fields
import modelcluster.fields
import uuid
import wagtail.contrib.routable_page.models
from django.db import migrations, models

from editorial.tables import AllAtOnce


class Migration(AllAtOnce):

    replaces = [('training', '0001_initial'), ('training', '0002_pages'), ('training', '0003_review_and_social_image'), ('training', '0004_session_updated_and_price')]

    initial = True

    dependencies = [
        ('editorial', '0001_squashed_0010'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
    ]

    operations = [
        migrations.CreateModel(
            name='Course',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=40, unique=True, verbose_name='code')),
                ('version', models.CharField(default='1', max_length=20, verbose_name='version')),
                ('title', models.CharField(max_length=160, verbose_name='intitulé')),
                ('summary', models.CharField(blank=True, help_text='Ce que la personne saura faire.', max_length=240, verbose_name='en une phrase')),
                ('completion_threshold', models.PositiveSmallIntegerField(default=80, help_text='Part des heures au-delà de laquelle la formation est tenue pour suivie.', verbose_name='part des heures à suivre (%)')),
            ],
            options={
                'verbose_name': 'formation',
                'ordering': ['title'],
                'constraints': [models.CheckConstraint(condition=models.Q(('completion_threshold__lte', 100)), name='course_threshold_is_a_share', violation_error_message='La part des heures va de 0 à 100.')],
            },
        ),
        migrations.CreateModel(
            name='Module',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('course', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='modules', to='training.course', verbose_name='formation')),
                ('number', models.PositiveSmallIntegerField(verbose_name='numéro')),
                ('title', models.CharField(max_length=160, verbose_name='intitulé')),
                ('kind', models.CharField(choices=[('distance', 'à distance'), ('on_site', 'sur place')], default='distance', max_length=8, verbose_name='modalité')),
                ('hours', models.PositiveSmallIntegerField(default=7, verbose_name='heures')),
            ],
            options={
                'verbose_name': 'module',
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(fields=('course', 'number'), name='module_number_once_a_course', violation_error_message='Ce numéro de module est déjà pris.')],
            },
        ),
        migrations.CreateModel(
            name='Session',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('course', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sessions', to='training.course', verbose_name='formation')),
                ('label', models.CharField(help_text='Par exemple : automne 2011.', max_length=120, verbose_name='intitulé')),
                ('starts_on', models.DateField(db_index=True, verbose_name='début')),
                ('ends_on', models.DateField(verbose_name='fin')),
                ('applications_open_on', models.DateField(verbose_name='ouverture des candidatures')),
                ('applications_close_on', models.DateField(help_text='Dernier jour où l’on peut candidater, compris.', verbose_name='clôture des candidatures')),
                ('seats_min', models.PositiveSmallIntegerField(default=12, verbose_name='places, au moins')),
                ('seats_max', models.PositiveSmallIntegerField(default=15, verbose_name='places, au plus')),
                ('place', models.CharField(default='Télécentre, Maison des services', max_length=120, verbose_name='lieu')),
                ('cancelled_on', models.DateField(blank=True, null=True, verbose_name='annulée le')),
                ('cancel_reason', models.CharField(blank=True, help_text='Une phrase, montrée au public.', max_length=240, verbose_name='motif de l’annulation')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='modifiée le')),
            ],
            options={
                'verbose_name': 'session de formation',
                'verbose_name_plural': 'sessions de formation',
                'ordering': ['-starts_on'],
                'constraints': [models.UniqueConstraint(fields=('course', 'label'), name='session_label_once_a_course', violation_error_message='Une session de cette formation porte déjà ce nom.'), models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='session_ends_after_it_starts', violation_error_message='La fin précède le début.'), models.CheckConstraint(condition=models.Q(('applications_close_on__gte', models.F('applications_open_on'))), name='session_applications_close_after_they_open', violation_error_message='La clôture des candidatures précède leur ouverture.'), models.CheckConstraint(condition=models.Q(('applications_close_on__lt', models.F('starts_on'))), name='session_applications_close_before_it_starts', violation_error_message='La clôture des candidatures doit précéder le début de la session.'), models.CheckConstraint(condition=models.Q(('seats_max__lte', 200), ('seats_min__gte', 1), ('seats_min__lte', models.F('seats_max'))), name='session_seats_in_order', violation_error_message='Le nombre de places va du minimum au maximum, de 1 à 200.'), models.CheckConstraint(condition=models.Q(models.Q(('cancelled_on__isnull', True), ('cancel_reason', '')), models.Q(('cancelled_on__isnull', False), models.Q(('cancel_reason', ''), _negated=True)), _connector='OR'), name='session_cancelled_with_a_reason', violation_error_message='Une annulation porte une date et un motif.')],
            },
        ),
        migrations.CreateModel(
            name='OnSiteWeek',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('session', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='weeks', to='training.session', verbose_name='session')),
                ('starts_on', models.DateField(verbose_name='du')),
                ('ends_on', models.DateField(verbose_name='au')),
            ],
            options={
                'verbose_name': 'semaine sur place',
                'verbose_name_plural': 'semaines sur place',
                'ordering': ['starts_on'],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='week_ends_after_it_starts', violation_error_message='La fin de la semaine précède son début.'), models.UniqueConstraint(fields=('session', 'starts_on'), name='week_once_a_session', violation_error_message='Deux semaines commencent le même jour.')],
            },
        ),
        migrations.CreateModel(
            name='CoursePage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('lead', models.TextField(blank=True, help_text='Deux phrases au plus, sous le titre : ce que la page apporte à qui la lit.', max_length=400, verbose_name='chapô')),
                ('body', editorial.fields.BodyField(blank=True, verbose_name='contenu')),
                ('landscape_seed', models.CharField(blank=True, help_text='Un mot quelconque : chaque mot dessine un autre paysage. Vide : l’adresse de la page.', max_length=60, verbose_name='graine du paysage')),
                ('season', models.CharField(choices=[('spring', 'printemps'), ('summer', 'été'), ('autumn', 'automne'), ('winter', 'hiver')], default='summer', max_length=6, verbose_name='saison')),
                ('social_image', models.ForeignKey(blank=True, help_text='Montrée quand la page est partagée. Vide : le dessin du site.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='editorial.picture', verbose_name='image pour les réseaux')),
                ('review_on', models.DateField(blank=True, help_text='Ce jour-là, la page revient dans « Mon travail ». Par exemple : dans six mois.', null=True, verbose_name='à relire le')),
                ('course', models.OneToOneField(help_text='Les modules et les sessions viennent d’elle.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='page', to='training.course', verbose_name='formation')),
                ('audience_kind', models.CharField(choices=[('tous', 'tout le monde'), ('independants', 'indépendants et créateurs'), ('salaries', 'salariés et employeurs')], default='tous', max_length=12, verbose_name='s’adresse à')),
                ('goals', models.TextField(blank=True, help_text='Un par ligne, à l’infinitif.', verbose_name='objectifs')),
                ('prerequisites', models.TextField(blank=True, verbose_name='prérequis')),
                ('audience', models.TextField(blank=True, help_text='À qui la formation convient.', verbose_name='public')),
                ('duration', models.CharField(blank=True, help_text='Par exemple : 6 mois, 210 heures.', max_length=120, verbose_name='durée')),
                ('cost', models.CharField(blank=True, max_length=160, verbose_name='coût')),
                ('price', models.PositiveIntegerField(blank=True, help_text='Ce que paie la personne, pour les moteurs de recherche. 0 : rien ne lui est demandé.', null=True, verbose_name='prix, en euros')),
                ('access_delay', models.CharField(blank=True, help_text='Le temps qui passe entre la demande et la réponse.', max_length=240, verbose_name='délai d’accès')),
                ('methods', models.TextField(blank=True, verbose_name='méthodes')),
                ('assessment', models.TextField(blank=True, verbose_name='évaluation')),
                ('accessibility', models.TextField(blank=True, verbose_name='accès des personnes handicapées')),
                ('contact', models.TextField(blank=True, help_text='La fonction à qui parler ; le téléphone est ajouté.', verbose_name='contact')),
                ('results', models.TextField(blank=True, help_text='Où lire les résultats, ou pourquoi il n’y en a pas.', verbose_name='résultats')),
                ('pace', models.TextField(blank=True, help_text='Une à trois phrases, au-dessus du calendrier.', verbose_name='déroulé')),
            ],
            options={
                'verbose_name': 'page de formation',
                'verbose_name_plural': 'pages de formation',
            },
            bases=(wagtail.contrib.routable_page.models.RoutablePageMixin, 'wagtailcore.page'),
        ),
        migrations.CreateModel(
            name='CatalogueIndexPage',
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
                'verbose_name': 'catalogue des formations',
                'verbose_name_plural': 'catalogues des formations',
            },
            bases=('wagtailcore.page',),
        ),
    ]
