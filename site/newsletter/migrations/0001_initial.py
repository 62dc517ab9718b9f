import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import editorial.fields
import newsletter.blocks
import newsletter.models.pages
import wagtail.fields
from django.db import migrations, models

from editorial.tables import AllAtOnce


class Migration(AllAtOnce):

    initial = True

    dependencies = [
        ('editorial', '0001_squashed_0010'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
    ]

    operations = [
        migrations.CreateModel(
            name='NewsletterIndexPage',
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
                'verbose_name': 'page de la lettre d’information',
                'verbose_name_plural': 'pages de la lettre d’information',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='IssuePage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('lead', models.TextField(blank=True, help_text='Deux phrases au plus, sous le titre : ce que la page apporte à qui la lit.', max_length=400, verbose_name='chapô')),
                ('landscape_seed', models.CharField(blank=True, help_text='Un mot quelconque : chaque mot dessine un autre paysage. Vide : l’adresse de la page.', max_length=60, verbose_name='graine du paysage')),
                ('season', models.CharField(choices=[('spring', 'printemps'), ('summer', 'été'), ('autumn', 'automne'), ('winter', 'hiver')], default='summer', max_length=6, verbose_name='saison')),
                ('social_image', models.ForeignKey(blank=True, help_text='Montrée quand la page est partagée. Vide : le dessin du site.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='editorial.picture', verbose_name='image pour les réseaux')),
                ('review_on', models.DateField(blank=True, help_text='Ce jour-là, la page revient dans « Mon travail ». Par exemple : dans six mois.', null=True, verbose_name='à relire le')),
                ('number', models.PositiveSmallIntegerField(default=newsletter.models.pages.next_number, error_messages={'unique': 'Ce numéro est déjà celui d’une autre lettre.'}, help_text='Le suivant est proposé.', unique=True, validators=[django.core.validators.MinValueValidator(1)], verbose_name='numéro')),
                ('published_on', models.DateField(db_index=True, default=django.utils.timezone.localdate, verbose_name='date')),
                ('subject', models.CharField(blank=True, max_length=120, verbose_name='objet du courriel')),
                ('introduction', wagtail.fields.RichTextField(blank=True, verbose_name='mot d’ouverture')),
                ('body', newsletter.blocks.IssueField(blank=True, verbose_name='contenu')),
            ],
            options={
                'verbose_name': 'numéro de la lettre',
                'verbose_name_plural': 'numéros de la lettre',
            },
            bases=('wagtailcore.page',),
        ),
    ]
