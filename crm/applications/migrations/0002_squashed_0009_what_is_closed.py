"""What the database refuses to change once attendance and results are closed."""

from django.db import migrations

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


class Migration(migrations.Migration):
    replaces = [("crm_applications", "0009_origins")]
    dependencies = [
        ("crm_applications", "0001_squashed_0009"),
        ("crm_journal", "0001_squashed_0004"),
    ]

    operations = [migrations.RunPython(guard, unguard, elidable=False)]
