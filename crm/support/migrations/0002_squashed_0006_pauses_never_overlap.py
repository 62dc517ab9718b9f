"""The database itself refuses two pauses of one plan that share a day."""

from django.db import migrations

TABLE, PLANS = "crm_support_planpause", "crm_support_supportplan"
REFUSAL = "Deux pauses d’un accompagnement ne se chevauchent pas."
# The day of return is not in the pause; a pause without one goes on.
SHARED = f"""SELECT 1 FROM {TABLE} other
WHERE other.plan_id = NEW.plan_id AND other.id <> NEW.id
AND (other.ends_on IS NULL OR NEW.starts_on < other.ends_on)
AND (NEW.ends_on IS NULL OR other.starts_on < NEW.ends_on)"""

# Before a row is inserted SQLite gives it the number -1: it is compared once it is there.
SQLITE = [
    f"""CREATE TRIGGER pause_overlaps_none_{name} AFTER {event} ON {TABLE}
WHEN EXISTS ({SHARED}) BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"""
    for name, event in [("new", "INSERT"), ("changed", "UPDATE")]
]

# The plan is locked first: two writers pass one after the other, and the second sees the first.
POSTGRESQL = [
    f"""CREATE FUNCTION pause_overlaps_none() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM {PLANS} WHERE id = NEW.plan_id FOR UPDATE;
  IF EXISTS ({SHARED}) THEN
    RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$""",
    f"""CREATE TRIGGER pause_overlaps_none BEFORE INSERT OR UPDATE ON {TABLE}
FOR EACH ROW EXECUTE FUNCTION pause_overlaps_none()""",
]


def guard(apps, schema_editor):
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


def unguard(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER pause_overlaps_none_new")
        schema_editor.execute("DROP TRIGGER pause_overlaps_none_changed")
    else:
        schema_editor.execute(f"DROP TRIGGER pause_overlaps_none ON {TABLE}")
        schema_editor.execute("DROP FUNCTION pause_overlaps_none()")


class Migration(migrations.Migration):
    replaces = [("crm_support", "0004_pauses_never_overlap"), ("crm_support", "0006_settlement_proof_paper")]
    dependencies = [("crm_support", "0001_squashed_0006")]

    operations = [migrations.RunPython(guard, unguard, elidable=False)]
