"""The database itself refuses to change or delete a line of the journal while the gate is closed."""

from django.db import migrations

TABLE, GATE = "crm_journal_entry", "crm_journal_gate"
REFUSAL = "Le journal ne se modifie pas."

SQLITE = {
    verb: f"""CREATE TRIGGER journal_refuses_{verb.lower()} BEFORE {verb} ON {TABLE}
    WHEN EXISTS (SELECT 1 FROM {GATE} WHERE NOT is_open)
    BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"""
    for verb in ("UPDATE", "DELETE")
}

POSTGRESQL = f"""
CREATE FUNCTION journal_refuses() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM {GATE} WHERE NOT is_open) THEN
    RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER journal_refuses BEFORE UPDATE OR DELETE ON {TABLE}
FOR EACH ROW EXECUTE FUNCTION journal_refuses();
CREATE TRIGGER journal_refuses_truncate BEFORE TRUNCATE ON {TABLE}
FOR EACH STATEMENT EXECUTE FUNCTION journal_refuses();
"""


def guard(apps, schema_editor):
    apps.get_model("crm_journal", "Gate").objects.create(pk=1, is_open=False)
    if schema_editor.connection.vendor == "sqlite":
        for trigger in SQLITE.values():
            schema_editor.execute(trigger)
    else:
        schema_editor.execute(POSTGRESQL)


def unguard(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for verb in SQLITE:
            schema_editor.execute(f"DROP TRIGGER journal_refuses_{verb.lower()}")
    else:
        schema_editor.execute(f"DROP TRIGGER journal_refuses_truncate ON {TABLE}")
        schema_editor.execute(f"DROP TRIGGER journal_refuses ON {TABLE}")
        schema_editor.execute("DROP FUNCTION journal_refuses()")


class Migration(migrations.Migration):
    replaces = [("crm_journal", "0003_append_only"), ("crm_journal", "0004_sign_ins_and_indexes")]
    dependencies = [("crm_journal", "0001_squashed_0004")]

    operations = [migrations.RunPython(guard, unguard, elidable=False)]
