"""The database itself refuses to change what was signed or transmitted while the gate of the journal is closed."""

from django.db import migrations

GATE = "crm_journal_gate"
CLOSED = f"EXISTS (SELECT 1 FROM {GATE} WHERE NOT is_open)"
REFUSAL = "Ce qui est signé ou transmis ne se modifie pas."

SETS, SENSITIVE = "crm_funding_answerset", "crm_funding_sensitiveanswers"
ROWS, PARTICIPATIONS = "crm_funding_transmittedrow", "crm_funding_participation"
SIGNED = f"EXISTS (SELECT 1 FROM {SETS} WHERE id = OLD.answer_set_id AND signed_at IS NOT NULL)"

# name: (table, what it guards, columns that may not change ("" for a deletion))
GUARDS = {
    "answers_signed_stay": (
        SETS,
        "OLD.signed_at IS NOT NULL",
        ["moment", "about", "form_version", "answers", "source", "conclusion", "signed_at", "signed_name", "reason"],
    ),
    "answers_signed_are_not_deleted": (SETS, "OLD.signed_at IS NOT NULL", None),
    "sensitive_signed_stay": (SENSITIVE, SIGNED, ["answer_set_id", "answers"]),
    "sensitive_signed_are_not_deleted": (SENSITIVE, SIGNED, None),
    "transmitted_stays": (ROWS, "TRUE", ["transmission_id", "cells", "corrections"]),
    "transmitted_is_not_deleted": (ROWS, "TRUE", None),
    "participation_transmitted_keeps_its_entry": (
        PARTICIPATIONS,
        "OLD.locked_at IS NOT NULL",
        ["operation_id", "entry_on", "locked_at"],
    ),
}


def sqlite(name, table, guarded, columns):
    verb = "DELETE" if columns is None else "UPDATE"
    changed = "" if columns is None else " AND (" + " OR ".join(f"NEW.{one} IS NOT OLD.{one}" for one in columns) + ")"
    return (
        f"CREATE TRIGGER {name} BEFORE {verb} ON {table} WHEN {guarded}{changed} AND {CLOSED} "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    )


def postgresql(name, table, guarded, columns):
    verb = "DELETE" if columns is None else "UPDATE"
    changed = "" if columns is None else " AND (" + " OR ".join(f"NEW.{one} IS DISTINCT FROM OLD.{one}" for one in columns) + ")"
    after = "OLD" if columns is None else "NEW"
    return f"""
CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF {guarded}{changed} AND {CLOSED} THEN
    RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN {after};
END $$;
CREATE TRIGGER {name} BEFORE {verb} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}();
"""


def guard(apps, schema_editor):
    write = sqlite if schema_editor.connection.vendor == "sqlite" else postgresql
    for name, (table, guarded, columns) in GUARDS.items():
        schema_editor.execute(write(name, table, guarded, columns))


def unguard(apps, schema_editor):
    for name, (table, _, _) in GUARDS.items():
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(f"DROP TRIGGER {name}")
        else:
            schema_editor.execute(f"DROP TRIGGER {name} ON {table}")
            schema_editor.execute(f"DROP FUNCTION {name}()")


class Migration(migrations.Migration):
    replaces = [("crm_funding", "0003_signed_is_kept")]
    dependencies = [
        ("crm_funding", "0001_squashed_0003"),
        ("crm_journal", "0001_squashed_0004"),
    ]

    operations = [migrations.RunPython(guard, unguard, elidable=False)]
