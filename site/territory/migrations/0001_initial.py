import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Commune',
            fields=[
                ('insee', models.CharField(max_length=5, primary_key=True, serialize=False, verbose_name='code INSEE')),
                ('name', models.CharField(max_length=80, verbose_name='nom')),
                ('department', models.CharField(db_index=True, max_length=3, verbose_name='département')),
                ('latitude', models.FloatField(blank=True, null=True, verbose_name='latitude')),
                ('longitude', models.FloatField(blank=True, null=True, verbose_name='longitude')),
                ('successor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to='territory.commune', verbose_name='commune qui lui a succédé')),
            ],
            options={
                'verbose_name': 'commune',
                'ordering': ['name', 'insee'],
            },
        ),
        migrations.CreateModel(
            name='Postcode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('commune', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='postcodes', to='territory.commune')),
                ('code', models.CharField(db_index=True, max_length=5, verbose_name='code postal')),
            ],
            options={
                'verbose_name': 'code postal',
                'verbose_name_plural': 'codes postaux',
                'ordering': ['code'],
                'constraints': [models.UniqueConstraint(fields=('commune', 'code'), name='postcode_once_a_commune')],
            },
        ),
        migrations.CreateModel(
            name='Territory',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=40, unique=True, verbose_name='code')),
                ('label', models.CharField(max_length=120, verbose_name='nom')),
                ('kind', models.CharField(choices=[('home', 'intercommunalité'), ('region', 'région')], max_length=8, verbose_name='nature')),
                ('current', models.BooleanField(default=False, help_text='Celui sur lequel on décide aujourd’hui de l’origine d’une personne.', verbose_name='territoire de référence')),
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='depuis')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='jusqu’à (exclu)')),
                ('seat', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='territory.commune', verbose_name='siège')),
                ('communes', models.ManyToManyField(blank=True, related_name='territories', to='territory.commune', verbose_name='communes')),
            ],
            options={
                'verbose_name': 'territoire',
                'ordering': ['kind', 'code'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('current', True)), fields=('kind',), name='one_current_territory_a_kind', violation_error_message='Un autre territoire de cette nature est déjà la référence.')],
            },
        ),
        migrations.CreateModel(
            name='RegionDepartment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('territory', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='departments', to='territory.territory')),
                ('code', models.CharField(max_length=3, verbose_name='département')),
            ],
            options={
                'verbose_name': 'département de la région',
                'verbose_name_plural': 'départements de la région',
                'ordering': ['code'],
                'constraints': [models.UniqueConstraint(fields=('territory', 'code'), name='department_once_a_territory')],
            },
        ),
    ]
