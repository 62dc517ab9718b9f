import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from editorial.tables import AllAtOnce


class Migration(AllAtOnce):

    initial = True

    dependencies = [
        ('crm_people', '0001_squashed_0009'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ImportBatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('file_name', models.CharField(max_length=150, verbose_name='fichier')),
                ('stored_as', models.CharField(blank=True, max_length=200, verbose_name='rangé sous')),
                ('uploaded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='donné par')),
                ('uploaded_at', models.DateTimeField(db_index=True, verbose_name='donné le')),
                ('state', models.CharField(choices=[('uploaded', 'colonnes à vérifier'), ('checking', 'lecture en cours'), ('checked', 'à confirmer'), ('confirmed', 'écriture en cours'), ('done', 'importé'), ('discarded', 'abandonné'), ('removed', 'retiré')], default='uploaded', max_length=9, verbose_name='état')),
                ('rows', models.PositiveIntegerField(default=0, verbose_name='lignes')),
                ('headings', models.JSONField(default=list, verbose_name='titres des colonnes')),
                ('mapping', models.JSONField(default=dict, verbose_name='colonnes reconnues')),
                ('resembling', models.CharField(default='aside', max_length=6, verbose_name='lignes ressemblantes')),
                ('counts', models.JSONField(default=dict, verbose_name='comptes')),
                ('token', models.CharField(blank=True, editable=False, max_length=64, verbose_name='jeton')),
                ('failure', models.CharField(blank=True, max_length=500, verbose_name='ce qui a empêché')),
                ('queued_at', models.DateTimeField(blank=True, null=True, verbose_name='mis en file le')),
                ('done_at', models.DateTimeField(blank=True, null=True, verbose_name='importé le')),
                ('journal_mark', models.BigIntegerField(default=0, verbose_name='repère du journal')),
            ],
            options={
                'verbose_name': 'import',
                'ordering': ['-uploaded_at', '-pk'],
                'permissions': [('see_all_imports', 'Peut voir les imports de tous')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('done_at__isnull', False), ('state__in', ['done', 'removed'])), models.Q(models.Q(('state__in', ['done', 'removed']), _negated=True), ('done_at__isnull', True)), _connector='OR'), name='import_done_has_a_date', violation_error_message='Un import terminé porte la date de son écriture, et lui seul.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'checked'), _negated=True), models.Q(('token', ''), _negated=True), _connector='OR'), name='import_is_confirmed_with_a_token', violation_error_message='Un import à confirmer porte un jeton.'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['uploaded', 'checking', 'checked', 'confirmed']), _negated=True), models.Q(('stored_as', ''), _negated=True), _connector='OR'), name='import_pending_has_its_file', violation_error_message='Un import en cours garde son fichier.')],
            },
        ),
        migrations.CreateModel(
            name='ImportLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('batch', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='crm_imports.importbatch')),
                ('number', models.PositiveIntegerField(verbose_name='ligne')),
                ('verdict', models.CharField(choices=[('new', 'nouvelle'), ('changed', 'complétée'), ('same', 'inchangée'), ('like', 'ressemblante'), ('refused', 'refusée')], max_length=7, verbose_name='verdict')),
                ('name', models.CharField(blank=True, max_length=170, verbose_name='personne')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='crm_people.person', verbose_name='dossier')),
                ('why', models.CharField(blank=True, max_length=120, verbose_name='ressemblance')),
                ('changes', models.JSONField(default=list, verbose_name='ce qui changerait')),
                ('problems', models.JSONField(default=list, verbose_name='ce qui ne va pas')),
                ('cells', models.JSONField(default=list, verbose_name='cellules')),
                ('decision', models.CharField(blank=True, choices=[('aside', 'laisser de côté'), ('attach', 'rattacher au dossier'), ('open', 'ouvrir un nouveau dossier')], max_length=6, verbose_name='décision')),
            ],
            options={
                'verbose_name': 'ligne d’import',
                'verbose_name_plural': 'lignes d’import',
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(fields=('batch', 'number'), name='import_line_once_a_batch'), models.CheckConstraint(condition=models.Q(models.Q(('verdict', 'like'), _negated=True), ('person__isnull', False), _connector='OR'), name='import_line_resembles_somebody', violation_error_message='Une ligne ressemblante désigne le dossier auquel elle ressemble.')],
            },
        ),
        migrations.CreateModel(
            name='Trace',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('batch', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='traces', to='crm_imports.importbatch')),
                ('number', models.PositiveIntegerField(verbose_name='ligne')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='import_traces', to='crm_people.person', verbose_name='personne')),
                ('object_type', models.CharField(max_length=60, verbose_name='objet')),
                ('object_id', models.BigIntegerField(verbose_name='identifiant')),
                ('created', models.BooleanField(verbose_name='créé')),
                ('fields', models.JSONField(default=list, verbose_name='champs')),
            ],
            options={
                'verbose_name': 'provenance',
                'verbose_name_plural': 'provenances',
                'ordering': ['batch', 'number', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('batch', 'object_type', 'object_id'), name='import_trace_once_an_object')],
            },
        ),
    ]
