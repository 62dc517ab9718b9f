import django.db.models.deletion
from django.db import migrations, models

from editorial.tables import AllAtOnce


class Migration(AllAtOnce):

    initial = True

    dependencies = [
        ('crm_people', '0001_squashed_0009'),
        ('territory', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=160, verbose_name='nom')),
                ('name_key', models.CharField(db_index=True, editable=False, max_length=180, verbose_name='nom comparé')),
                ('kind', models.CharField(choices=[('employer', 'employeur'), ('partner', 'partenaire'), ('school', 'école'), ('landlord', 'bailleur'), ('town_hall', 'mairie'), ('association', 'association'), ('funder', 'financeur'), ('media', 'média'), ('other', 'autre organisation')], max_length=11, verbose_name='nature')),
                ('phone', models.CharField(blank=True, max_length=30, verbose_name='téléphone')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='courriel')),
                ('web', models.URLField(blank=True, max_length=300, verbose_name='site internet')),
                ('commune', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='territory.commune', verbose_name='commune')),
                ('note', models.TextField(blank=True, verbose_name='note')),
                ('created_at', models.DateTimeField(verbose_name='ajoutée le')),
            ],
            options={
                'verbose_name': 'organisation',
                'ordering': ['name_key', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('name_key', ''), _negated=True), name='organisation_has_a_name', violation_error_message='Une organisation a un nom.')],
            },
        ),
        migrations.CreateModel(
            name='Role',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='roles', to='crm_people.person', verbose_name='personne')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='roles', to='crm_organisations.organisation', verbose_name='organisation')),
                ('kind', models.CharField(choices=[('works_at', 'y travaille'), ('contact', 'y est notre contact'), ('referred_by', 'nous est adressée par elle'), ('volunteer', 'y est bénévole'), ('studies_at', 'y étudie ou y a un enfant'), ('tenant', 'y loge'), ('other', 'autre lien')], max_length=11, verbose_name='lien')),
                ('title', models.CharField(blank=True, max_length=120, verbose_name='fonction')),
                ('starts_on', models.DateField(verbose_name='depuis le')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='jusqu’au (exclu)')),
                ('is_primary', models.BooleanField(default=False, verbose_name='lien principal')),
            ],
            options={
                'verbose_name': 'lien avec une organisation',
                'verbose_name_plural': 'liens avec des organisations',
                'ordering': [models.OrderBy(models.F('ends_on'), descending=True, nulls_first=True), '-is_primary', '-starts_on', '-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('is_primary', True)), fields=('person',), name='one_primary_role_a_person', violation_error_message='Une personne a un seul lien principal.'), models.UniqueConstraint(condition=models.Q(('ends_on__isnull', True)), fields=('person', 'organisation', 'kind'), name='one_current_role_of_a_kind', violation_error_message='Ce lien est déjà au dossier.'), models.CheckConstraint(condition=models.Q(('is_primary', False), ('ends_on__isnull', True), _connector='OR'), name='role_primary_is_current', violation_error_message='Un lien passé n’est plus le principal.'), models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='role_ends_after_it_starts', violation_error_message='La fin précède le début.')],
            },
        ),
    ]
