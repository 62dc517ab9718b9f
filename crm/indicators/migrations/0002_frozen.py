"""The database itself refuses to change figures that were published."""

from django.db import migrations

TABLE = "crm_indicators_indicatorsnapshot"
REFUSAL = "Des chiffres publiés ne se modifient pas."
FROZEN = ("as_of", "computed_at", "figures", "definitions", "published_at")

SQLITE = f"""CREATE TRIGGER snapshot_is_frozen BEFORE UPDATE OF {', '.join(FROZEN)} ON {TABLE}
WHEN OLD.published_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"""

POSTGRESQL = f"""
CREATE FUNCTION snapshot_refuses() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER snapshot_is_frozen BEFORE UPDATE OF {', '.join(FROZEN)} ON {TABLE}
FOR EACH ROW WHEN (OLD.published_at IS NOT NULL) EXECUTE FUNCTION snapshot_refuses();
"""


def guard(apps, schema_editor):
    schema_editor.execute(SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL)


def unguard(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER snapshot_is_frozen")
    else:
        schema_editor.execute(f"DROP TRIGGER snapshot_is_frozen ON {TABLE}")
        schema_editor.execute("DROP FUNCTION snapshot_refuses()")


class Migration(migrations.Migration):
    dependencies = [("crm_indicators", "0001_initial")]

    operations = [migrations.RunPython(guard, unguard, elidable=False)]
