import django.db.models.deletion
import editorial.fields
import modelcluster.fields
import wagtail.contrib.routable_page.models
from django.db import migrations, models

from editorial.tables import AllAtOnce


class Migration(AllAtOnce):

    replaces = [('telecentre', '0001_initial'), ('telecentre', '0002_pages'), ('telecentre', '0003_review_and_social_image'), ('telecentre', '0004_services_and_topics'), ('telecentre', '0005_absences')]

    initial = True

    dependencies = [
        ('editorial', '0001_squashed_0010'),
        ('territory', '0001_initial'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
    ]

    operations = [
        migrations.CreateModel(
            name='Site',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=60, unique=True, verbose_name='adresse')),
                ('name', models.CharField(max_length=120, verbose_name='nom')),
                ('address', models.CharField(blank=True, max_length=160, verbose_name='rue')),
                ('commune', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='territory.commune', verbose_name='commune')),
                ('opened_on', models.DateField(verbose_name='ouvert le')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='fermé le')),
                ('half_days_per_week', models.PositiveSmallIntegerField(default=10, verbose_name='demi-journées d’ouverture par semaine')),
            ],
            options={
                'verbose_name': 'site du télécentre',
                'verbose_name_plural': 'sites du télécentre',
                'ordering': ['opened_on'],
                'constraints': [models.CheckConstraint(condition=models.Q(('closed_on__isnull', True), ('closed_on__gte', models.F('opened_on')), _connector='OR'), name='site_closes_after_it_opens', violation_error_message='La fermeture précède l’ouverture.')],
            },
        ),
        migrations.CreateModel(
            name='OpeningHours',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('site', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='hours', to='telecentre.site', verbose_name='site')),
                ('weekday', models.PositiveSmallIntegerField(choices=[(0, 'lundi'), (1, 'mardi'), (2, 'mercredi'), (3, 'jeudi'), (4, 'vendredi'), (5, 'samedi'), (6, 'dimanche')], verbose_name='jour')),
                ('opens_at', models.TimeField(verbose_name='de')),
                ('closes_at', models.TimeField(verbose_name='à')),
            ],
            options={
                'verbose_name': 'plage d’ouverture',
                'verbose_name_plural': 'plages d’ouverture',
                'ordering': ['weekday', 'opens_at'],
                'constraints': [models.CheckConstraint(condition=models.Q(('closes_at__gt', models.F('opens_at'))), name='hours_close_after_they_open', violation_error_message='La fermeture précède l’ouverture.'), models.UniqueConstraint(fields=('site', 'weekday', 'opens_at'), name='hours_once_a_day_and_start', violation_error_message='Deux plages commencent le même jour à la même heure.')],
            },
        ),
        migrations.CreateModel(
            name='Closure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('site', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='closures', to='telecentre.site', verbose_name='site')),
                ('starts_on', models.DateField(verbose_name='du')),
                ('ends_on', models.DateField(help_text='Dernier jour de fermeture, compris.', verbose_name='au')),
                ('reason', models.CharField(blank=True, help_text='Par exemple : inventaire.', max_length=120, verbose_name='motif')),
            ],
            options={
                'verbose_name': 'fermeture exceptionnelle',
                'verbose_name_plural': 'fermetures exceptionnelles',
                'ordering': ['starts_on'],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='closure_ends_after_it_starts', violation_error_message='La fin de la fermeture précède son début.')],
            },
        ),
        migrations.CreateModel(
            name='Space',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='spaces', to='telecentre.site', verbose_name='site')),
                ('slug', models.SlugField(max_length=60, unique=True, verbose_name='adresse')),
                ('label', models.CharField(max_length=80, verbose_name='nom')),
                ('kind', models.CharField(choices=[('office', 'bureau'), ('open_desk', 'poste partagé'), ('meeting', 'salle de réunion'), ('video', 'salle de visioconférence'), ('multimedia', 'salle multimédia'), ('training', 'salle de formation')], default='office', max_length=10, verbose_name='nature')),
                ('seats', models.PositiveSmallIntegerField(default=1, verbose_name='places')),
                ('equipment', models.CharField(blank=True, help_text='Séparé par des virgules.', max_length=240, verbose_name='équipement')),
                ('text', models.TextField(blank=True, help_text='Ce que l’on n’apprend ni du plan ni de l’équipement : la lumière, le bruit, la vue.', max_length=600, verbose_name='en quelques mots')),
                ('picture', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='editorial.picture', verbose_name='image')),
                ('valid_from', models.DateField(verbose_name='depuis')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='jusqu’à (exclu)')),
            ],
            options={
                'verbose_name': 'espace',
                'ordering': ['site__opened_on', 'kind', 'label'],
                'constraints': [models.CheckConstraint(condition=models.Q(('seats__gte', 1)), name='space_has_seats', violation_error_message='Un espace compte au moins une place.'), models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='space_validity_in_order', violation_error_message='La fin de validité précède son début.')],
            },
        ),
        migrations.CreateModel(
            name='Tariff',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('product', models.CharField(choices=[('half_day', 'demi-journée'), ('day', 'journée'), ('week', 'semaine'), ('month', 'mois, un à deux jours par semaine')], max_length=8, verbose_name='formule')),
                ('price_cents', models.PositiveIntegerField(verbose_name='prix, en centimes')),
                ('audience', models.CharField(blank=True, max_length=120, verbose_name='pour qui')),
                ('valid_from', models.DateField(verbose_name='depuis')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='jusqu’à (exclu)')),
            ],
            options={
                'verbose_name': 'tarif',
                'ordering': ['price_cents'],
                'constraints': [models.UniqueConstraint(fields=('product', 'audience', 'valid_from'), name='tariff_once_a_product_and_day', violation_error_message='Cette formule a déjà un tarif à partir de ce jour.'), models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='tariff_validity_in_order', violation_error_message='La fin de validité précède son début.')],
            },
        ),
        migrations.CreateModel(
            name='Pole',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=60, unique=True, verbose_name='adresse')),
                ('name', models.CharField(max_length=80, verbose_name='nom')),
                ('text', models.CharField(help_text='Une phrase, sans sigle.', max_length=300, verbose_name='ce que l’on y trouve')),
                ('by_video', models.BooleanField(default=False, verbose_name='aussi par visio-accueil')),
                ('order', models.PositiveSmallIntegerField(default=100, verbose_name='rang')),
            ],
            options={
                'verbose_name': 'pôle de services',
                'verbose_name_plural': 'pôles de services',
                'ordering': ['order', 'name'],
            },
        ),
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, unique=True, verbose_name='nom')),
                ('text', models.CharField(blank=True, help_text='Une phrase, sans sigle. Par exemple : retraite et accidents du travail.', max_length=200, verbose_name='pour quoi la voir')),
                ('url', models.URLField(blank=True, max_length=300, verbose_name='site')),
            ],
            options={
                'verbose_name': 'organisme',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Permanence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='permanences', to='telecentre.organisation', verbose_name='organisme')),
                ('pole', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='permanences', to='telecentre.pole', verbose_name='pôle de services')),
                ('weekday', models.PositiveSmallIntegerField(blank=True, choices=[(0, 'lundi'), (1, 'mardi'), (2, 'mercredi'), (3, 'jeudi'), (4, 'vendredi'), (5, 'samedi'), (6, 'dimanche')], help_text='Vide, comme les heures : sur rendez-vous seulement.', null=True, verbose_name='jour')),
                ('weeks', models.CharField(choices=[('every', 'chaque semaine'), ('1', 'le 1er du mois'), ('2', 'le 2e du mois'), ('3', 'le 3e du mois'), ('4', 'le 4e du mois'), ('13', 'les 1er et 3e du mois'), ('24', 'les 2e et 4e du mois')], default='every', max_length=5, verbose_name='semaines')),
                ('opens_at', models.TimeField(blank=True, null=True, verbose_name='de')),
                ('closes_at', models.TimeField(blank=True, null=True, verbose_name='à')),
                ('mode', models.CharField(choices=[('on_site', 'sur place'), ('video', 'par visio-accueil'), ('both', 'sur place ou par visio-accueil')], default='on_site', max_length=7, verbose_name='comment')),
                ('by_appointment', models.BooleanField(default=False, verbose_name='sur rendez-vous')),
                ('note', models.CharField(blank=True, help_text='Par exemple : pas pendant les vacances scolaires.', max_length=160, verbose_name='précision')),
                ('valid_from', models.DateField(verbose_name='depuis')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='jusqu’à (exclu)')),
            ],
            options={
                'verbose_name': 'permanence',
                'ordering': ['organisation__name', 'weekday', 'opens_at'],
                'constraints': [models.CheckConstraint(condition=models.Q(('closes_at__isnull', True), ('closes_at__gt', models.F('opens_at')), _connector='OR'), name='permanence_closes_after_it_opens', violation_error_message='La fin de la permanence précède son début.'), models.CheckConstraint(condition=models.Q(models.Q(('closes_at__isnull', False), ('opens_at__isnull', False), ('weekday__isnull', False)), models.Q(('by_appointment', True), ('closes_at__isnull', True), ('opens_at__isnull', True), ('weekday__isnull', True)), _connector='OR'), name='permanence_with_its_day_and_hours', violation_error_message='Donnez un jour et deux heures, ou « sur rendez-vous » sans aucun des trois.'), models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='permanence_validity_in_order', violation_error_message='La fin de validité précède son début.'), models.UniqueConstraint(fields=('organisation', 'pole', 'weekday', 'weeks', 'opens_at', 'valid_from'), name='permanence_once_a_moment', violation_error_message='Cet organisme a déjà une permanence à ce moment.'), models.UniqueConstraint(condition=models.Q(('weekday__isnull', True)), fields=('organisation', 'pole', 'valid_from'), name='permanence_on_request_once', violation_error_message='Cet organisme reçoit déjà sur rendez-vous à partir de ce jour.')],
            },
        ),
        migrations.CreateModel(
            name='OrganisationAbsence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_on', models.DateField(verbose_name='du')),
                ('ends_on', models.DateField(help_text='Dernier jour d’absence, compris.', verbose_name='au')),
                ('reason', models.CharField(blank=True, help_text='Il est affiché. Par exemple : congés d’été.', max_length=120, verbose_name='motif')),
                ('organisation', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='absences', to='telecentre.organisation', verbose_name='organisme')),
            ],
            options={
                'verbose_name': 'absence d’un organisme',
                'verbose_name_plural': 'absences d’organismes',
                'ordering': ['starts_on'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='organisationabsence_ends_after_it_starts', violation_error_message='La fin de l’absence précède son début.')],
            },
        ),
        migrations.CreateModel(
            name='PermanenceAbsence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_on', models.DateField(verbose_name='du')),
                ('ends_on', models.DateField(help_text='Dernier jour d’absence, compris.', verbose_name='au')),
                ('reason', models.CharField(blank=True, help_text='Il est affiché. Par exemple : congés d’été.', max_length=120, verbose_name='motif')),
                ('permanence', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='absences', to='telecentre.permanence', verbose_name='permanence')),
            ],
            options={
                'verbose_name': 'absence d’une permanence',
                'verbose_name_plural': 'absences de permanences',
                'ordering': ['starts_on'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='permanenceabsence_ends_after_it_starts', violation_error_message='La fin de l’absence précède son début.')],
            },
        ),
        migrations.CreateModel(
            name='ExceptionalDate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('permanence', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='extra_dates', to='telecentre.permanence', verbose_name='permanence')),
                ('on', models.DateField(verbose_name='jour')),
                ('opens_at', models.TimeField(verbose_name='de')),
                ('closes_at', models.TimeField(verbose_name='à')),
                ('note', models.CharField(blank=True, help_text='Par exemple : remplace le 11 novembre.', max_length=120, verbose_name='précision')),
            ],
            options={
                'verbose_name': 'date exceptionnelle',
                'verbose_name_plural': 'dates exceptionnelles',
                'ordering': ['on', 'opens_at'],
                'constraints': [models.UniqueConstraint(fields=('permanence', 'on'), name='exceptional_date_once_a_day', violation_error_message='Ce jour est déjà donné.'), models.CheckConstraint(condition=models.Q(('closes_at__gt', models.F('opens_at'))), name='exceptional_date_closes_after_it_opens', violation_error_message='La fin de la permanence précède son début.')],
            },
        ),
        migrations.CreateModel(
            name='ServicesHousePage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('lead', models.TextField(blank=True, help_text='Deux phrases au plus, sous le titre : ce que la page apporte à qui la lit.', max_length=400, verbose_name='chapô')),
                ('body', editorial.fields.BodyField(blank=True, verbose_name='contenu')),
                ('landscape_seed', models.CharField(blank=True, help_text='Un mot quelconque : chaque mot dessine un autre paysage. Vide : l’adresse de la page.', max_length=60, verbose_name='graine du paysage')),
                ('season', models.CharField(choices=[('spring', 'printemps'), ('summer', 'été'), ('autumn', 'automne'), ('winter', 'hiver')], default='summer', max_length=6, verbose_name='saison')),
                ('social_image', models.ForeignKey(blank=True, help_text='Montrée quand la page est partagée. Vide : le dessin du site.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='editorial.picture', verbose_name='image pour les réseaux')),
                ('review_on', models.DateField(blank=True, help_text='Ce jour-là, la page revient dans « Mon travail ». Par exemple : dans six mois.', null=True, verbose_name='à relire le')),
                ('place', models.ForeignKey(blank=True, help_text='Le site dont la maison suit les horaires.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='telecentre.site', verbose_name='horaires de')),
                ('permanences_note', models.CharField(blank=True, help_text='Ce qu’il faut savoir avant de se déplacer. Par exemple : appelez la veille.', max_length=240, verbose_name='au-dessus des permanences')),
            ],
            options={
                'verbose_name': 'page de la maison des services',
                'verbose_name_plural': 'pages de la maison des services',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='Equipment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='equipment', to='telecentre.serviceshousepage')),
                ('name', models.CharField(max_length=80, verbose_name='nom')),
                ('text', models.CharField(blank=True, max_length=300, verbose_name='pour quoi faire')),
            ],
            options={
                'verbose_name': 'équipement',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='TelecentrePage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('lead', models.TextField(blank=True, help_text='Deux phrases au plus, sous le titre : ce que la page apporte à qui la lit.', max_length=400, verbose_name='chapô')),
                ('body', editorial.fields.BodyField(blank=True, verbose_name='contenu')),
                ('landscape_seed', models.CharField(blank=True, help_text='Un mot quelconque : chaque mot dessine un autre paysage. Vide : l’adresse de la page.', max_length=60, verbose_name='graine du paysage')),
                ('season', models.CharField(choices=[('spring', 'printemps'), ('summer', 'été'), ('autumn', 'automne'), ('winter', 'hiver')], default='summer', max_length=6, verbose_name='saison')),
                ('social_image', models.ForeignKey(blank=True, help_text='Montrée quand la page est partagée. Vide : le dessin du site.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='editorial.picture', verbose_name='image pour les réseaux')),
                ('review_on', models.DateField(blank=True, help_text='Ce jour-là, la page revient dans « Mon travail ». Par exemple : dans six mois.', null=True, verbose_name='à relire le')),
                ('free_title', models.CharField(blank=True, help_text='Par exemple : gratuit pendant deux ans. Vide : rien n’est affiché.', max_length=80, verbose_name='titre de la gratuité')),
                ('free_note', models.TextField(blank=True, help_text='Qui ne paie pas, et combien de temps.', max_length=400, verbose_name='gratuité')),
            ],
            options={
                'verbose_name': 'page du télécentre',
                'verbose_name_plural': 'pages du télécentre',
            },
            bases=(wagtail.contrib.routable_page.models.RoutablePageMixin, 'wagtailcore.page'),
        ),
        migrations.CreateModel(
            name='TelecentreTopicPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('lead', models.TextField(blank=True, help_text='Deux phrases au plus, sous le titre : ce que la page apporte à qui la lit.', max_length=400, verbose_name='chapô')),
                ('body', editorial.fields.BodyField(blank=True, verbose_name='contenu')),
                ('landscape_seed', models.CharField(blank=True, help_text='Un mot quelconque : chaque mot dessine un autre paysage. Vide : l’adresse de la page.', max_length=60, verbose_name='graine du paysage')),
                ('season', models.CharField(choices=[('spring', 'printemps'), ('summer', 'été'), ('autumn', 'automne'), ('winter', 'hiver')], default='summer', max_length=6, verbose_name='saison')),
                ('social_image', models.ForeignKey(blank=True, help_text='Montrée quand la page est partagée. Vide : le dessin du site.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='editorial.picture', verbose_name='image pour les réseaux')),
                ('review_on', models.DateField(blank=True, help_text='Ce jour-là, la page revient dans « Mon travail ». Par exemple : dans six mois.', null=True, verbose_name='à relire le')),
                ('topic', models.CharField(choices=[('equipment', 'équipements'), ('tariffs', 'tarifs'), ('asking', 'demander un bureau')], max_length=9, verbose_name='sujet')),
            ],
            options={
                'verbose_name': 'page d’un sujet du télécentre',
                'verbose_name_plural': 'pages des sujets du télécentre',
            },
            bases=('wagtailcore.page',),
        ),
    ]
