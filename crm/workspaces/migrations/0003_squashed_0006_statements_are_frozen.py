"""The database itself refuses to change what a statement says."""

from django.db import migrations

TABLE = "crm_workspaces_monthstatement"
REFUSAL = "Un relevé émis ne se modifie pas : il s’annule."
FROZEN = ["year", "rank", "month", "lines", "total_cents", "digest", "issued_at", "replaces_id"]


def differ(how):
    return " OR ".join(f"OLD.{name} {how} NEW.{name}" for name in FROZEN)


def guard(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(
            f"CREATE TRIGGER statement_is_frozen BEFORE UPDATE ON {TABLE} "
            f"WHEN {differ('IS NOT')} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        )
        return
    schema_editor.execute(
        "CREATE FUNCTION statement_is_frozen() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    schema_editor.execute(
        f"CREATE TRIGGER statement_is_frozen BEFORE UPDATE ON {TABLE} FOR EACH ROW "
        f"WHEN ({differ('IS DISTINCT FROM')}) EXECUTE FUNCTION statement_is_frozen()"
    )


def unguard(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER statement_is_frozen")
        return
    schema_editor.execute(f"DROP TRIGGER statement_is_frozen ON {TABLE}")
    schema_editor.execute("DROP FUNCTION statement_is_frozen()")


class Migration(migrations.Migration):
    replaces = [("crm_workspaces", "0004_statements_are_frozen"), ("crm_workspaces", "0006_origins")]
    dependencies = [("crm_workspaces", "0002_squashed_0006_notice")]

    operations = [migrations.RunPython(guard, unguard, elidable=False)]
