"""The calendar of a session, its signatures, and what the database refuses once they are closed."""

import crm.applications.models.sheets
import crm.papers.models
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


GATE = "crm_journal_gate"
CLOSED = "Cette présence est close : elle ne change que par une correction motivée."
KEPT = "Une correction ne se modifie pas."
SHUT = f"EXISTS (SELECT 1 FROM {GATE} WHERE NOT is_open)"
NOTED = "Seule une correction motivée change ce qui a été noté."

# table, what was noted, what the trainer adds later, what a correction says, column of the correction
CLOSING = [
    (
        "crm_applications_attendance",
        ["enrolment_id", "date", "half", "mode", "minutes", "absence", "late_minutes",
         "trainee_signed_at", "trainee_signed_by", "on_paper", "sealed_at"],
        ["trainer_signed_at", "trainer_id"],
        "corrected_minutes",
        "SELECT 1 FROM crm_applications_attendancecorrection"
        " WHERE attendance_id = NEW.id AND minutes_after = NEW.corrected_minutes",
    ),
    (
        "crm_applications_moduleresult",
        ["enrolment_id", "module_id", "handed_in_at", "validated_at", "hours_credited", "sealed_at"],
        [],
        "corrected_hours",
        "SELECT 1 FROM crm_applications_resultcorrection"
        " WHERE result_id = NEW.id AND hours_after = NEW.corrected_hours",
    ),
]
WRITTEN_ONCE = [
    (
        "crm_applications_attendancecorrection",
        ["attendance_id", "minutes_before", "absence_before", "minutes_after", "absence_after", "by_id", "at"],
    ),
    (
        "crm_applications_resultcorrection",
        ["result_id", "hours_before", "hours_after", "by_id", "at"],
    ),
]


def guards():
    """Every trigger: name, table, when it fires, its condition, what it says."""
    for table, noted, later, corrected, proof in CLOSING:
        room = table.rpartition("_")[2]
        yield f"{room}_is_closed", table, f"UPDATE OF {', '.join(noted)}", "OLD.sealed_at IS NOT NULL", CLOSED
        if later:
            once = "OLD.sealed_at IS NOT NULL AND OLD.trainer_signed_at IS NOT NULL"
            yield f"{room}_is_countersigned_once", table, f"UPDATE OF {', '.join(later)}", once, CLOSED
        unsaid = f"NEW.{corrected} IS NOT NULL AND NOT EXISTS ({proof})"
        yield f"{room}_corrected_by_a_row", table, f"UPDATE OF {corrected}", unsaid, NOTED
        yield f"{room}_stays", table, "DELETE", f"OLD.sealed_at IS NOT NULL AND {SHUT}", CLOSED
    for table, columns in WRITTEN_ONCE:
        room = table.rpartition("_")[2]
        yield f"{room}_is_kept", table, f"UPDATE OF {', '.join(columns)}", "1 = 1", KEPT
        yield f"{room}_stays", table, "DELETE", SHUT, KEPT


def sqlite(name, table, verb, condition, said):
    return (
        f"CREATE TRIGGER {name} BEFORE {verb} ON {table} WHEN {condition} "
        f"BEGIN SELECT RAISE(ABORT, '{said}'); END"
    )


def postgresql(name, table, verb, condition, said):
    # A condition that reads another table stands in the function, not in the trigger.
    leave = "OLD" if verb == "DELETE" else "NEW"
    return f"""
CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF {condition} THEN
    RAISE EXCEPTION '{said}' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN {leave};
END $$;
CREATE TRIGGER {name} BEFORE {verb} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}();
"""


def guard(apps, schema_editor):
    write = sqlite if schema_editor.connection.vendor == "sqlite" else postgresql
    for one in guards():
        schema_editor.execute(write(*one))


def unguard(apps, schema_editor):
    for name, table, *_ in guards():
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(f"DROP TRIGGER {name}")
        else:
            schema_editor.execute(f"DROP TRIGGER {name} ON {table}")
            schema_editor.execute(f"DROP FUNCTION {name}()")


def say_how_they_were_noted(apps, schema_editor):
    """What was noted before came from the desk, or from a sheet of paper."""
    rows = apps.get_model("crm_applications", "Attendance").objects.filter(noted_at=None)
    rows.update(noted_at=models.F("trainee_signed_at"))
    signed = rows.model.objects.filter(trainee_signed_by="", trainee_signed_at__isnull=False)
    signed.filter(on_paper=True).update(trainee_signed_by="paper")
    signed.filter(on_paper=False).update(trainee_signed_by="desk")


class Migration(migrations.Migration):

    dependencies = [
        ('crm_journal', '0003_append_only'),
        ('crm_applications', '0005_said_in_french'),
        ('crm_papers', '0001_initial'),
        ('telecentre', '0004_services_and_topics'),
        ('training', '0004_session_updated_and_price'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AttendanceCorrection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('minutes_before', models.PositiveSmallIntegerField(verbose_name='durée avant (minutes)')),
                ('absence_before', models.CharField(blank=True, choices=[('', 'présence'), ('justified', 'absence justifiée'), ('unjustified', 'absence non justifiée')], max_length=11, verbose_name='avant')),
                ('minutes_after', models.PositiveSmallIntegerField(verbose_name='durée après (minutes)')),
                ('absence_after', models.CharField(blank=True, choices=[('', 'présence'), ('justified', 'absence justifiée'), ('unjustified', 'absence non justifiée')], max_length=11, verbose_name='après')),
                ('reason', models.CharField(max_length=500, verbose_name='motif')),
                ('at', models.DateTimeField(verbose_name='le')),
            ],
            options={
                'verbose_name': 'correction d’une présence',
                'verbose_name_plural': 'corrections des présences',
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='CreditRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('evidence', models.CharField(choices=[('handed_in', 'dès que le travail est rendu'), ('validated', 'quand le formateur a validé')], default='validated', max_length=9, verbose_name='heures retenues')),
            ],
            options={
                'verbose_name': 'règle des heures à distance',
                'verbose_name_plural': 'règles des heures à distance',
            },
        ),
        migrations.CreateModel(
            name='ModuleWindow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('opens_on', models.DateField(verbose_name='ouvert le')),
                ('due_on', models.DateField(verbose_name='à rendre le')),
            ],
            options={
                'verbose_name': 'dates d’un module',
                'verbose_name_plural': 'dates des modules',
                'ordering': ['opens_on', 'module__number'],
            },
        ),
        migrations.CreateModel(
            name='ResultCorrection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('hours_before', models.PositiveSmallIntegerField(verbose_name='heures avant')),
                ('hours_after', models.PositiveSmallIntegerField(verbose_name='heures après')),
                ('reason', models.CharField(max_length=500, verbose_name='motif')),
                ('at', models.DateTimeField(verbose_name='le')),
            ],
            options={
                'verbose_name': 'correction d’un module',
                'verbose_name_plural': 'corrections des modules',
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='SessionTrainer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ],
            options={
                'verbose_name': 'formateur d’une session',
                'verbose_name_plural': 'formateurs des sessions',
            },
        ),
        migrations.CreateModel(
            name='SheetScan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('date', models.DateField(verbose_name='jour')),
                ('file', models.FileField(max_length=120, storage=crm.papers.models.private_storage, upload_to=crm.applications.models.sheets.sheet_stored_as, verbose_name='fichier')),
                ('name', models.CharField(max_length=120, verbose_name='nom du fichier')),
                ('content_type', models.CharField(max_length=80, verbose_name='type')),
                ('size', models.PositiveIntegerField(verbose_name='taille (octets)')),
                ('added_at', models.DateTimeField(verbose_name='ajoutée le')),
            ],
            options={
                'verbose_name': 'feuille numérisée',
                'verbose_name_plural': 'feuilles numérisées',
                'ordering': ['date', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='TaughtHalfDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('date', models.DateField(db_index=True, verbose_name='jour')),
                ('half', models.CharField(choices=[('am', 'matin'), ('pm', 'après-midi')], max_length=2, verbose_name='demi-journée')),
                ('starts_at', models.TimeField(verbose_name='de')),
                ('ends_at', models.TimeField(verbose_name='à')),
                ('minutes', models.PositiveSmallIntegerField(default=210, verbose_name='durée (minutes)')),
                ('title', models.CharField(max_length=160, verbose_name='intitulé')),
                ('cancelled_at', models.DateTimeField(blank=True, null=True, verbose_name='annulée le')),
                ('cancel_reason', models.CharField(blank=True, max_length=240, verbose_name='motif de l’annulation')),
                ('signed_at', models.DateTimeField(blank=True, null=True, verbose_name='signée par le formateur le')),
                ('changed_at', models.DateTimeField(verbose_name='modifiée le')),
            ],
            options={
                'verbose_name': 'demi-journée de formation',
                'verbose_name_plural': 'demi-journées de formation',
                'ordering': ['date', 'half', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='TaughtModule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='numéro')),
                ('title', models.CharField(max_length=160, verbose_name='intitulé')),
                ('kind', models.CharField(choices=[('distance', 'à distance'), ('on_site', 'sur place')], max_length=8, verbose_name='modalité')),
                ('hours', models.PositiveSmallIntegerField(verbose_name='heures')),
            ],
            options={
                'verbose_name': 'module d’une session',
                'verbose_name_plural': 'modules d’une session',
                'ordering': ['number'],
            },
        ),
        migrations.AlterModelOptions(
            name='roster',
            options={'permissions': [('see_every_roster', 'Peut ouvrir toutes les sessions'), ('plan_roster', 'Peut composer le calendrier des sessions'), ('correct_attendance', 'Peut corriger une présence close')], 'verbose_name': 'effectif d’une session', 'verbose_name_plural': 'effectifs des sessions'},
        ),
        migrations.RemoveConstraint(
            model_name='attendance',
            name='attendance_lasts_a_while',
        ),
        migrations.AddField(
            model_name='attendance',
            name='absence',
            field=models.CharField(blank=True, choices=[('', 'présence'), ('justified', 'absence justifiée'), ('unjustified', 'absence non justifiée')], default='', max_length=11, verbose_name='absence'),
        ),
        migrations.AddField(
            model_name='attendance',
            name='corrected_minutes',
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='durée après correction (minutes)'),
        ),
        migrations.AddField(
            model_name='attendance',
            name='late_minutes',
            field=models.PositiveSmallIntegerField(default=0, verbose_name='retard (minutes)'),
        ),
        migrations.AddField(
            model_name='attendance',
            name='noted_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='notée le'),
        ),
        migrations.AddField(
            model_name='attendance',
            name='noted_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='notée par'),
        ),
        migrations.AddField(
            model_name='attendance',
            name='sealed_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='close le'),
        ),
        migrations.AddField(
            model_name='attendance',
            name='trainee_signed_by',
            field=models.CharField(blank=True, choices=[('tablet', 'sur la tablette du formateur'), ('link', 'par lien personnel'), ('paper', 'sur la feuille de papier'), ('desk', 'notée au bureau')], max_length=6, verbose_name='signature de la personne'),
        ),
        migrations.AddField(
            model_name='attendance',
            name='trainer',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='signée par le formateur'),
        ),
        migrations.AddField(
            model_name='moduleresult',
            name='comment',
            field=models.TextField(blank=True, max_length=1000, verbose_name='commentaire'),
        ),
        migrations.AddField(
            model_name='moduleresult',
            name='corrected_hours',
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='heures après correction'),
        ),
        migrations.AddField(
            model_name='moduleresult',
            name='handed_in_by',
            field=models.CharField(blank=True, choices=[('tablet', 'sur la tablette du formateur'), ('link', 'par lien personnel'), ('paper', 'sur la feuille de papier'), ('desk', 'notée au bureau')], max_length=6, verbose_name='rendu'),
        ),
        migrations.AddField(
            model_name='moduleresult',
            name='paper',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='crm_papers.paper', verbose_name='travail'),
        ),
        migrations.AddField(
            model_name='moduleresult',
            name='returned_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='à reprendre depuis le'),
        ),
        migrations.AddField(
            model_name='moduleresult',
            name='sealed_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='close le'),
        ),
        migrations.AddField(
            model_name='moduleresult',
            name='validated_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='validé par'),
        ),
        migrations.AddConstraint(
            model_name='moduleresult',
            constraint=models.CheckConstraint(condition=models.Q(('returned_at__isnull', True), ('validated_at__isnull', True), _connector='OR'), name='result_validated_is_not_to_redo', violation_error_message='Un module validé n’est plus à reprendre.'),
        ),
        migrations.AddField(
            model_name='attendancecorrection',
            name='attendance',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='crm_applications.attendance', verbose_name='demi-journée'),
        ),
        migrations.AddField(
            model_name='attendancecorrection',
            name='by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='par'),
        ),
        migrations.AddField(
            model_name='creditrule',
            name='course',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='credit_rule', to='training.course', verbose_name='formation'),
        ),
        migrations.AddField(
            model_name='modulewindow',
            name='module',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='training.module', verbose_name='module'),
        ),
        migrations.AddField(
            model_name='modulewindow',
            name='session',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='module_windows', to='training.session', verbose_name='session'),
        ),
        migrations.AddField(
            model_name='resultcorrection',
            name='by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='par'),
        ),
        migrations.AddField(
            model_name='resultcorrection',
            name='result',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='crm_applications.moduleresult', verbose_name='module'),
        ),
        migrations.AddField(
            model_name='sessiontrainer',
            name='session',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='trainers', to='training.session', verbose_name='session'),
        ),
        migrations.AddField(
            model_name='sessiontrainer',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sessions_taught', to=settings.AUTH_USER_MODEL, verbose_name='formateur'),
        ),
        migrations.AddField(
            model_name='sheetscan',
            name='added_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='ajoutée par'),
        ),
        migrations.AddField(
            model_name='sheetscan',
            name='session',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sheet_scans', to='training.session', verbose_name='session'),
        ),
        migrations.AddField(
            model_name='taughthalfday',
            name='module',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='training.module', verbose_name='module'),
        ),
        migrations.AddField(
            model_name='taughthalfday',
            name='session',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='half_days', to='training.session', verbose_name='session'),
        ),
        migrations.AddField(
            model_name='taughthalfday',
            name='signed_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='signée par'),
        ),
        migrations.AddField(
            model_name='taughthalfday',
            name='space',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='taught_half_days', to='telecentre.space', verbose_name='salle'),
        ),
        migrations.AddField(
            model_name='taughthalfday',
            name='trainer',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='taught_half_days', to=settings.AUTH_USER_MODEL, verbose_name='formateur'),
        ),
        migrations.AddField(
            model_name='attendance',
            name='half_day',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='attendances', to='crm_applications.taughthalfday', verbose_name='demi-journée du calendrier'),
        ),
        migrations.AddConstraint(
            model_name='attendance',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('absence', ''), ('minutes__gte', 1), ('minutes__lte', 300)), models.Q(models.Q(('absence', ''), _negated=True), ('late_minutes', 0), ('minutes', 0)), _connector='OR'), name='attendance_lasts_a_while', violation_error_message='Une demi-journée dure de 1 à 300 minutes.'),
        ),
        migrations.AddConstraint(
            model_name='attendance',
            constraint=models.CheckConstraint(condition=models.Q(('absence', ''), models.Q(('on_paper', False), ('trainee_signed_at__isnull', True)), _connector='OR'), name='attendance_absence_is_not_signed', violation_error_message='Une absence ne porte pas de signature.'),
        ),
        migrations.AddConstraint(
            model_name='attendance',
            constraint=models.CheckConstraint(condition=models.Q(('corrected_minutes__isnull', True), models.Q(('corrected_minutes__isnull', False), ('corrected_minutes__lte', 300)), _connector='OR'), name='attendance_corrected_within_a_half_day', violation_error_message='Une demi-journée dure de 1 à 300 minutes.'),
        ),
        migrations.AddField(
            model_name='taughtmodule',
            name='module',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='training.module', verbose_name='module'),
        ),
        migrations.AddField(
            model_name='taughtmodule',
            name='session',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='taught_modules', to='training.session', verbose_name='session'),
        ),
        migrations.AddConstraint(
            model_name='attendancecorrection',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='correction_has_a_reason', violation_error_message='Une correction porte un motif.'),
        ),
        migrations.AddConstraint(
            model_name='attendancecorrection',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('absence_after', ''), ('minutes_after__gte', 1), ('minutes_after__lte', 300)), models.Q(models.Q(('absence_after', ''), _negated=True), ('minutes_after', 0)), _connector='OR'), name='correction_says_there_or_away', violation_error_message='Une présence dure de 1 à 300 minutes, une absence aucune.'),
        ),
        migrations.AddConstraint(
            model_name='modulewindow',
            constraint=models.UniqueConstraint(fields=('session', 'module'), name='window_once_a_module', violation_error_message='Ce module a déjà ses dates.'),
        ),
        migrations.AddConstraint(
            model_name='modulewindow',
            constraint=models.CheckConstraint(condition=models.Q(('due_on__gte', models.F('opens_on'))), name='window_due_after_it_opens', violation_error_message='La remise précède l’ouverture du module.'),
        ),
        migrations.AddConstraint(
            model_name='resultcorrection',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='result_correction_has_a_reason', violation_error_message='Une correction porte un motif.'),
        ),
        migrations.AddConstraint(
            model_name='sessiontrainer',
            constraint=models.UniqueConstraint(fields=('session', 'user'), name='trainer_once_a_session', violation_error_message='Ce formateur est déjà nommé sur cette session.'),
        ),
        migrations.AddConstraint(
            model_name='sheetscan',
            constraint=models.CheckConstraint(condition=models.Q(('size__gte', 1), ('size__lte', 10485760)), name='scan_is_neither_empty_nor_too_heavy', violation_error_message='Une feuille pèse 10 Mo au plus, et n’est pas vide.'),
        ),
        migrations.AddConstraint(
            model_name='taughthalfday',
            constraint=models.UniqueConstraint(condition=models.Q(('cancelled_at__isnull', True)), fields=('session', 'date', 'half'), name='half_day_once_a_session', violation_error_message='Cette session a déjà cours cette demi-journée.'),
        ),
        migrations.AddConstraint(
            model_name='taughthalfday',
            constraint=models.UniqueConstraint(condition=models.Q(('cancelled_at__isnull', True), ('trainer__isnull', False)), fields=('trainer', 'date', 'half'), name='half_day_one_place_a_trainer', violation_error_message='Ce formateur enseigne déjà ailleurs cette demi-journée.'),
        ),
        migrations.AddConstraint(
            model_name='taughthalfday',
            constraint=models.UniqueConstraint(condition=models.Q(('cancelled_at__isnull', True), ('space__isnull', False)), fields=('space', 'date', 'half'), name='half_day_one_session_a_room', violation_error_message='Cette salle est déjà prise cette demi-journée.'),
        ),
        migrations.AddConstraint(
            model_name='taughthalfday',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='half_day_ends_after_it_starts', violation_error_message='La fin précède le début.'),
        ),
        migrations.AddConstraint(
            model_name='taughthalfday',
            constraint=models.CheckConstraint(condition=models.Q(('minutes__gte', 1), ('minutes__lte', 300)), name='half_day_lasts_a_while', violation_error_message='Une demi-journée dure de 1 à 300 minutes.'),
        ),
        migrations.AddConstraint(
            model_name='taughthalfday',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('cancelled_at__isnull', True), ('cancel_reason', '')), models.Q(('cancelled_at__isnull', False), models.Q(('cancel_reason', ''), _negated=True)), _connector='OR'), name='half_day_cancelled_with_a_reason', violation_error_message='Une annulation porte une date et un motif.'),
        ),
        migrations.AddConstraint(
            model_name='taughthalfday',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('signed_at__isnull', True), ('signed_by__isnull', True)), models.Q(('signed_at__isnull', False), ('signed_by__isnull', False)), _connector='OR'), name='half_day_signed_by_somebody', violation_error_message='Une signature porte une date et un nom.'),
        ),
        migrations.AddConstraint(
            model_name='taughtmodule',
            constraint=models.UniqueConstraint(fields=('session', 'number'), name='taught_module_once_a_session', violation_error_message='Cette session a déjà un module de ce numéro.'),
        ),
        migrations.RunPython(say_how_they_were_noted, migrations.RunPython.noop, elidable=True),
        migrations.RunPython(guard, unguard, elidable=False),
    ]
