import django.db.models.deletion
import editorial.fields
from django.db import migrations, models
from django.utils.text import slugify


def keep_poles(apps, schema_editor):
    """The poles that a page held become rows that permanences can name."""
    Pole = apps.get_model("telecentre", "Pole")
    rows = apps.get_model("telecentre", "ServicePole").objects.order_by("page_id", "sort_order", "pk")
    for rank, row in enumerate(rows, 1):
        slug = slugify(row.name)[:60] or f"pole-{row.pk}"
        told = {
            "name": row.name,
            "text": row.text,
            "by_video": row.by_video,
            "order": rank * 10,
        }
        Pole.objects.get_or_create(slug=slug, defaults=told)


class Migration(migrations.Migration):

    dependencies = [
        ('editorial', '0007_scheduled_jobs'),
        ('telecentre', '0003_review_and_social_image'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
    ]

    operations = [
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
        migrations.AddField(
            model_name='serviceshousepage',
            name='permanences_note',
            field=models.CharField(blank=True, help_text='Ce qu’il faut savoir avant de se déplacer. Par exemple : appelez la veille.', max_length=240, verbose_name='au-dessus des permanences'),
        ),
        migrations.AddField(
            model_name='space',
            name='picture',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='editorial.picture', verbose_name='image'),
        ),
        migrations.AddField(
            model_name='space',
            name='text',
            field=models.TextField(blank=True, help_text='Ce que l’on n’apprend ni du plan ni de l’équipement : la lumière, le bruit, la vue.', max_length=600, verbose_name='en quelques mots'),
        ),
        migrations.AlterField(
            model_name='space',
            name='equipment',
            field=models.CharField(blank=True, help_text='Séparé par des virgules.', max_length=240, verbose_name='équipement'),
        ),
        migrations.CreateModel(
            name='Permanence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('weekday', models.PositiveSmallIntegerField(blank=True, choices=[(0, 'lundi'), (1, 'mardi'), (2, 'mercredi'), (3, 'jeudi'), (4, 'vendredi'), (5, 'samedi'), (6, 'dimanche')], help_text='Vide, comme les heures : sur rendez-vous seulement.', null=True, verbose_name='jour')),
                ('weeks', models.CharField(choices=[('every', 'chaque semaine'), ('1', 'le 1er du mois'), ('2', 'le 2e du mois'), ('3', 'le 3e du mois'), ('4', 'le 4e du mois'), ('13', 'les 1er et 3e du mois'), ('24', 'les 2e et 4e du mois')], default='every', max_length=5, verbose_name='semaines')),
                ('opens_at', models.TimeField(blank=True, null=True, verbose_name='de')),
                ('closes_at', models.TimeField(blank=True, null=True, verbose_name='à')),
                ('mode', models.CharField(choices=[('on_site', 'sur place'), ('video', 'par visio-accueil'), ('both', 'sur place ou par visio-accueil')], default='on_site', max_length=7, verbose_name='comment')),
                ('by_appointment', models.BooleanField(default=False, verbose_name='sur rendez-vous')),
                ('note', models.CharField(blank=True, help_text='Par exemple : pas pendant les vacances scolaires.', max_length=160, verbose_name='précision')),
                ('valid_from', models.DateField(verbose_name='depuis')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='jusqu’à (exclu)')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='permanences', to='telecentre.organisation', verbose_name='organisme')),
                ('pole', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='permanences', to='telecentre.pole', verbose_name='pôle de services')),
            ],
            options={
                'verbose_name': 'permanence',
                'ordering': ['organisation__name', 'weekday', 'opens_at'],
                'constraints': [models.CheckConstraint(condition=models.Q(('closes_at__isnull', True), ('closes_at__gt', models.F('opens_at')), _connector='OR'), name='permanence_closes_after_it_opens', violation_error_message='La fin de la permanence précède son début.'), models.CheckConstraint(condition=models.Q(models.Q(('closes_at__isnull', False), ('opens_at__isnull', False), ('weekday__isnull', False)), models.Q(('by_appointment', True), ('closes_at__isnull', True), ('opens_at__isnull', True), ('weekday__isnull', True)), _connector='OR'), name='permanence_with_its_day_and_hours', violation_error_message='Donnez un jour et deux heures, ou « sur rendez-vous » sans aucun des trois.'), models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='permanence_validity_in_order', violation_error_message='La fin de validité précède son début.'), models.UniqueConstraint(fields=('organisation', 'pole', 'weekday', 'weeks', 'opens_at', 'valid_from'), name='permanence_once_a_moment', violation_error_message='Cet organisme a déjà une permanence à ce moment.'), models.UniqueConstraint(condition=models.Q(('weekday__isnull', True)), fields=('organisation', 'pole', 'valid_from'), name='permanence_on_request_once', violation_error_message='Cet organisme reçoit déjà sur rendez-vous à partir de ce jour.')],
            },
        ),
        migrations.CreateModel(
            name='TelecentreTopicPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('lead', models.TextField(blank=True, help_text='Deux phrases au plus, sous le titre : ce que la page apporte à qui la lit.', max_length=400, verbose_name='chapô')),
                ('body', editorial.fields.BodyField(blank=True, verbose_name='contenu')),
                ('landscape_seed', models.CharField(blank=True, help_text='Un mot quelconque : chaque mot dessine un autre paysage. Vide : l’adresse de la page.', max_length=60, verbose_name='graine du paysage')),
                ('season', models.CharField(choices=[('spring', 'printemps'), ('summer', 'été'), ('autumn', 'automne'), ('winter', 'hiver')], default='summer', max_length=6, verbose_name='saison')),
                ('review_on', models.DateField(blank=True, help_text='Ce jour-là, la page revient dans « Mon travail ». Par exemple : dans six mois.', null=True, verbose_name='à relire le')),
                ('topic', models.CharField(choices=[('equipment', 'équipements'), ('tariffs', 'tarifs'), ('asking', 'demander un bureau')], max_length=9, verbose_name='sujet')),
                ('social_image', models.ForeignKey(blank=True, help_text='Montrée quand la page est partagée. Vide : le dessin du site.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='editorial.picture', verbose_name='image pour les réseaux')),
            ],
            options={
                'verbose_name': 'page d’un sujet du télécentre',
                'verbose_name_plural': 'pages des sujets du télécentre',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.RunPython(keep_poles, migrations.RunPython.noop),
        migrations.DeleteModel(
            name='ServicePole',
        ),
    ]
