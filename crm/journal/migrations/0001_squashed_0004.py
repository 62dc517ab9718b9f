import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from editorial.tables import AllAtOnce


class Migration(AllAtOnce):

    replaces = [('crm_journal', '0001_initial'), ('crm_journal', '0002_initial')]

    initial = True

    dependencies = [
        ('crm_people', '0001_squashed_0009'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(db_index=True, verbose_name='le')),
                ('actor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='par')),
                ('action', models.CharField(choices=[('created', 'création'), ('changed', 'modification'), ('moved', 'passage'), ('deleted', 'suppression'), ('read', 'consultation'), ('exported', 'export'), ('refused', 'refus d’accès'), ('anonymised', 'anonymisation'), ('published', 'publication'), ('signed_in', 'connexion'), ('signed_out', 'déconnexion'), ('not_signed', 'connexion refusée')], max_length=10, verbose_name='action')),
                ('object_type', models.CharField(max_length=60, verbose_name='objet')),
                ('object_id', models.CharField(max_length=40, verbose_name='identifiant')),
                ('person', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='journal', to='crm_people.person', verbose_name='personne')),
                ('before', models.CharField(blank=True, max_length=20, verbose_name='avant')),
                ('after', models.CharField(blank=True, max_length=20, verbose_name='après')),
                ('reason', models.CharField(blank=True, max_length=500, verbose_name='motif')),
                ('fields', models.JSONField(blank=True, default=list, verbose_name='champs')),
            ],
            options={
                'verbose_name': 'ligne du journal',
                'verbose_name_plural': 'journal',
                'ordering': ['at', 'pk'],
                'permissions': [('export_entry', 'Peut exporter le journal')],
                'indexes': [models.Index(fields=['object_type', 'object_id'], name='journal_object'), models.Index(fields=['person', 'at'], name='journal_person'), models.Index(fields=['actor', 'at'], name='journal_actor'), models.Index(fields=['action', 'at'], name='journal_action')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('action', 'moved'), _negated=True), models.Q(('before', models.F('after')), _negated=True), _connector='OR'), name='journal_move_goes_somewhere', violation_error_message='Un passage mène à un autre état.')],
            },
        ),
        migrations.CreateModel(
            name='RefusedSignIns',
            fields=[
                ('day', models.DateField(primary_key=True, serialize=False, verbose_name='jour')),
                ('count', models.PositiveIntegerField(default=0, verbose_name='refus')),
                ('unknown', models.PositiveIntegerField(default=0, verbose_name='dont noms inconnus')),
            ],
            options={
                'verbose_name': 'connexions refusées d’un jour',
                'verbose_name_plural': 'connexions refusées, par jour',
            },
        ),
        migrations.CreateModel(
            name='Gate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_open', models.BooleanField(default=False, verbose_name='ouverte')),
            ],
            options={
                'verbose_name': 'vanne du journal',
                'verbose_name_plural': 'vannes du journal',
            },
        ),
    ]
