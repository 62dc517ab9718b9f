"""The database itself refuses to change what a note on a breach says."""

from django.db import migrations

NOTES = "crm_compliance_breachnote"
REFUSAL = "Une note de suivi ne se modifie pas."
SQLITE = f"""CREATE TRIGGER breach_note_refuses_update BEFORE UPDATE OF at, text ON {NOTES}
BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"""
POSTGRESQL = f"""
CREATE FUNCTION breach_note_refuses() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER breach_note_refuses_update BEFORE UPDATE OF at, text ON {NOTES}
FOR EACH ROW EXECUTE FUNCTION breach_note_refuses();
"""


def guard(apps, schema_editor):
    """Notes are added and, years later, deleted; what they say never changes."""
    on_sqlite = schema_editor.connection.vendor == "sqlite"
    schema_editor.execute(SQLITE if on_sqlite else POSTGRESQL)


def unguard(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER breach_note_refuses_update")
    else:
        schema_editor.execute(f"DROP TRIGGER breach_note_refuses_update ON {NOTES}")
        schema_editor.execute("DROP FUNCTION breach_note_refuses()")


class Migration(migrations.Migration):
    replaces = [("crm_compliance", "0002_processing")]
    dependencies = [("crm_compliance", "0001_squashed_0002")]

    operations = [migrations.RunPython(guard, unguard, elidable=False)]
