import crm.papers.models
import crm.privacy.models.runs
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from editorial.tables import AllAtOnce


RUN, LINE, GATE = "crm_privacy_run", "crm_privacy_runline", "crm_journal_gate"
REFUSAL = "Un passage terminé ne se modifie pas."
SHUT = f"EXISTS (SELECT 1 FROM {GATE} WHERE NOT is_open)"
OVER = {
    RUN: "OLD.state IN ('done', 'abandoned')",
    LINE: f"EXISTS (SELECT 1 FROM {RUN} r WHERE r.id = OLD.run_id AND r.state IN ('done', 'abandoned'))",
}


def sqlite():
    for table, over in OVER.items():
        for verb in ("UPDATE", "DELETE"):
            yield f"""CREATE TRIGGER {table}_refuses_{verb.lower()} BEFORE {verb} ON {table}
            WHEN {over} AND {SHUT}
            BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"""


def postgresql():
    for table, over in OVER.items():
        yield f"""CREATE FUNCTION {table}_refuses() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF {over} AND {SHUT} THEN
            RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation';
          END IF;
          IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
          RETURN NEW;
        END $$;
        CREATE TRIGGER {table}_refuses BEFORE UPDATE OR DELETE ON {table}
        FOR EACH ROW EXECUTE FUNCTION {table}_refuses();"""


def guard(apps, schema_editor):
    """The database itself refuses to change what a run did, unless the gate of the journal is open."""
    on_sqlite = schema_editor.connection.vendor == "sqlite"
    for statement in sqlite() if on_sqlite else postgresql():
        schema_editor.execute(statement)


def unguard(apps, schema_editor):
    for table in OVER:
        if schema_editor.connection.vendor == "sqlite":
            for verb in ("update", "delete"):
                schema_editor.execute(f"DROP TRIGGER {table}_refuses_{verb}")
        else:
            schema_editor.execute(f"DROP TRIGGER {table}_refuses ON {table}")
            schema_editor.execute(f"DROP FUNCTION {table}_refuses()")


class Migration(AllAtOnce):

    initial = True

    dependencies = [
        ('crm_letters', '0001_squashed_0006'),
        ('crm_people', '0001_squashed_0009'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Hold',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='holds', to='crm_people.person', verbose_name='personne')),
                ('reason', models.CharField(choices=[('litigation', 'contentieux'), ('request', 'demande de droits en cours'), ('control', 'contrôle en cours'), ('review', 'écarté d’un passage')], max_length=10, verbose_name='raison')),
                ('details', models.CharField(max_length=240, verbose_name='précisions')),
                ('asked_by', models.CharField(max_length=120, verbose_name='demandée par')),
                ('set_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='posée par')),
                ('set_at', models.DateTimeField(verbose_name='posée le')),
                ('until', models.DateField(blank=True, null=True, verbose_name='jusqu’au')),
                ('review_on', models.DateField(blank=True, null=True, verbose_name='à revoir le')),
                ('lifted_at', models.DateTimeField(blank=True, null=True, verbose_name='levée le')),
                ('lifted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='levée par')),
                ('lifted_why', models.CharField(blank=True, max_length=240, verbose_name='levée parce que')),
            ],
            options={
                'verbose_name': 'retenue',
                'ordering': ['-set_at', '-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('lifted_at__isnull', True)), fields=('person', 'reason'), name='one_standing_hold_a_reason', violation_error_message='Ce dossier est déjà retenu pour cette raison.'), models.CheckConstraint(condition=models.Q(('until__isnull', False), ('review_on__isnull', False), _connector='OR'), name='hold_ends_or_is_reviewed', violation_error_message='Donnez un terme à la retenue, ou un jour où la revoir.'), models.CheckConstraint(condition=models.Q(models.Q(('lifted_at__isnull', True), ('lifted_why', '')), models.Q(('lifted_at__isnull', False), models.Q(('lifted_why', ''), _negated=True)), _connector='OR'), name='hold_lifted_says_why', violation_error_message='Une retenue levée dit pourquoi, et elle seule.'), models.CheckConstraint(condition=models.Q(('lifted_at__isnull', True), ('lifted_at__gte', models.F('set_at')), _connector='OR'), name='hold_lifted_after_it_is_set', violation_error_message='Une retenue se lève après avoir été posée.')],
            },
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='retention_notices', to='crm_people.person', verbose_name='personne')),
                ('ends_on', models.DateField(verbose_name='terme annoncé')),
                ('due_on', models.DateField(verbose_name='sans réponse, anonymisé à partir du')),
                ('way', models.CharField(choices=[('letter', 'courriel'), ('call', 'à joindre par l’équipe'), ('objected', 's’est opposée à tout courrier'), ('none', 'aucun moyen de la joindre')], max_length=8, verbose_name='moyen')),
                ('letter', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='crm_letters.letter', verbose_name='courrier')),
                ('written_at', models.DateTimeField(verbose_name='annoncé le')),
                ('told_at', models.DateTimeField(blank=True, null=True, verbose_name='jointe le')),
                ('told_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='jointe par')),
                ('answer', models.CharField(blank=True, choices=[('', 'sans réponse'), ('keep', 'souhaite que son dossier soit gardé'), ('erase', 'demande l’effacement'), ('sign', 'a donné signe de vie'), ('over', 'sans objet')], default='', max_length=5, verbose_name='réponse')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='répondu le')),
            ],
            options={
                'verbose_name': 'avis de fin de conservation',
                'verbose_name_plural': 'avis de fin de conservation',
                'ordering': ['due_on', 'pk'],
                'indexes': [models.Index(condition=models.Q(('answer__in', ['', 'erase'])), fields=['due_on'], name='notice_standing')],
                'constraints': [models.UniqueConstraint(fields=('person', 'ends_on'), name='one_notice_for_an_end', violation_error_message='Ce terme est déjà annoncé à cette personne.'), models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at__isnull', True)), models.Q(models.Q(('answer', ''), _negated=True), ('answered_at__isnull', False)), _connector='OR'), name='notice_answered_has_a_date', violation_error_message='Une réponse a une date.')],
            },
        ),
        migrations.CreateModel(
            name='Run',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('prepared', 'à relire et à signer'), ('signed', 'en cours d’exécution'), ('done', 'exécuté'), ('abandoned', 'abandonné')], default='prepared', max_length=9, verbose_name='état')),
                ('prepared_at', models.DateTimeField(verbose_name='préparé le')),
                ('prepared_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='préparé par')),
                ('left_over', models.PositiveIntegerField(default=0, verbose_name='au-delà du plafond')),
                ('signed_at', models.DateTimeField(blank=True, null=True, verbose_name='signé le')),
                ('signed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='signé par')),
                ('holder', models.CharField(blank=True, editable=False, max_length=32, verbose_name='tenu par')),
                ('held_until', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='tenu jusqu’à')),
                ('over_at', models.DateTimeField(blank=True, null=True, verbose_name='terminé le')),
                ('report', models.JSONField(blank=True, default=dict, verbose_name='rapport')),
                ('paper', models.FileField(blank=True, max_length=120, storage=crm.papers.models.private_storage, upload_to=crm.privacy.models.runs.stored_as, verbose_name='rapport en PDF')),
            ],
            options={
                'verbose_name': 'passage de conservation',
                'verbose_name_plural': 'passages de conservation',
                'ordering': ['-prepared_at', '-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'prepared')), fields=('state',), name='one_run_prepared_at_once', violation_error_message='Un passage attend déjà d’être relu.'), models.UniqueConstraint(condition=models.Q(('state', 'signed')), fields=('state',), name='one_run_under_way_at_once', violation_error_message='Un passage est déjà en cours.'), models.CheckConstraint(condition=models.Q(models.Q(('signed_at__isnull', False), ('signed_by__isnull', False), ('state__in', ['signed', 'done'])), models.Q(('signed_at__isnull', True), ('signed_by__isnull', True), ('state__in', ['prepared', 'abandoned'])), _connector='OR'), name='run_signed_says_by_whom', violation_error_message='Un passage s’exécute une fois signé.'), models.CheckConstraint(condition=models.Q(models.Q(('over_at__isnull', False), ('state__in', ['done', 'abandoned'])), models.Q(('over_at__isnull', True), ('state__in', ['prepared', 'signed'])), _connector='OR'), name='run_over_has_a_date', violation_error_message='Un passage terminé a une date.')],
            },
        ),
        migrations.CreateModel(
            name='RunLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='crm_privacy.run', verbose_name='passage')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='crm_people.person', verbose_name='personne')),
                ('state', models.CharField(choices=[('to_do', 'à anonymiser'), ('held', 'retenu'), ('early', 'avis en cours'), ('exempted', 'écarté'), ('done', 'anonymisé'), ('spared', 'gardé'), ('failed', 'en échec')], default='to_do', max_length=8, verbose_name='état')),
                ('clock', models.CharField(max_length=10, verbose_name='durée')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='terme')),
                ('heard_on', models.DateField(verbose_name='dernier signe')),
                ('why', models.CharField(blank=True, max_length=240, verbose_name='pourquoi')),
            ],
            options={
                'verbose_name': 'dossier d’un passage',
                'verbose_name_plural': 'dossiers d’un passage',
                'ordering': ['ended_on', 'pk'],
                'indexes': [models.Index(fields=['run', 'state'], name='run_line_state')],
                'constraints': [models.UniqueConstraint(fields=('run', 'person'), name='a_file_once_a_run', violation_error_message='Ce dossier figure déjà dans ce passage.')],
            },
        ),
        migrations.RunPython(guard, unguard, elidable=False),
    ]
