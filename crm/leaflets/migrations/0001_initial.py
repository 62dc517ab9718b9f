import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

from editorial.tables import AllAtOnce


class Migration(AllAtOnce):

    initial = True

    dependencies = [
        ('territory', '0001_initial'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
    ]

    operations = [
        migrations.CreateModel(
            name='LeafletBatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('label', models.CharField(help_text='Par exemple : salons du printemps.', max_length=120, verbose_name='nom')),
                ('version', models.CharField(help_text='Par exemple : 2012, première édition.', max_length=40, verbose_name='version du dépliant')),
                ('printed', models.PositiveIntegerField(validators=[django.core.validators.MinValueValidator(1, 'Indiquez au moins un exemplaire.')], verbose_name='exemplaires imprimés')),
                ('printed_on', models.DateField(verbose_name='imprimé le')),
                ('short_code', models.CharField(error_messages={'unique': 'Ce code est celui d’un autre tirage.'}, max_length=12, unique=True, validators=[django.core.validators.RegexValidator('^[23456789ABCDEFGHJKLMNPQRSTUVWXYZ]{4,12}$', 'Quatre à douze lettres capitales ou chiffres, sans 0, O, 1 ni I.')], verbose_name='code court')),
                ('target', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.page', verbose_name='page où mène l’adresse')),
                ('cost_cents', models.PositiveIntegerField(blank=True, null=True, verbose_name='coût (centimes)')),
                ('created_at', models.DateTimeField(verbose_name='créé le')),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='clos le')),
            ],
            options={
                'verbose_name': 'tirage de dépliants',
                'verbose_name_plural': 'tirages de dépliants',
                'ordering': ['-printed_on', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('printed__gte', 1)), name='leaflet_batch_has_copies', violation_error_message='Un tirage compte au moins un exemplaire.')],
            },
        ),
        migrations.CreateModel(
            name='Drop',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('batch', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='drops', to='crm_leaflets.leafletbatch', verbose_name='tirage')),
                ('place', models.CharField(help_text='Par exemple : office de tourisme de Murat.', max_length=120, verbose_name='lieu')),
                ('commune', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='territory.commune', verbose_name='commune')),
                ('organisation', models.CharField(blank=True, max_length=120, verbose_name='organisme')),
                ('quantity', models.PositiveIntegerField(validators=[django.core.validators.MinValueValidator(1, 'Indiquez au moins un exemplaire.')], verbose_name='exemplaires')),
                ('on', models.DateField(verbose_name='déposés le')),
            ],
            options={
                'verbose_name': 'dépôt de dépliants',
                'verbose_name_plural': 'dépôts de dépliants',
                'ordering': ['on', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('quantity__gte', 1)), name='leaflet_drop_has_copies', violation_error_message='Un dépôt compte au moins un exemplaire.')],
            },
        ),
        migrations.CreateModel(
            name='BatchVisit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('batch', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='visits', to='crm_leaflets.leafletbatch', verbose_name='tirage')),
                ('day', models.DateField(verbose_name='jour')),
                ('count', models.PositiveIntegerField(default=0, verbose_name='nombre')),
            ],
            options={
                'verbose_name': 'visites d’une adresse courte',
                'verbose_name_plural': 'visites des adresses courtes',
                'ordering': ['day'],
                'constraints': [models.UniqueConstraint(fields=('batch', 'day'), name='leaflet_visits_once_a_batch_and_day', violation_error_message='Ces visites sont déjà comptées.')],
            },
        ),
    ]
