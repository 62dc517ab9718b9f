"""The database itself refuses to change what an agreement is, and what a version of a template says."""

from django.db import migrations

GUARDS = {
    "agreement": (
        "crm_residences_agreement",
        ["residence_id", "year", "rank", "template_id", "digest", "size", "issued_at"],
        "Une convention ne se modifie pas : elle se remplace.",
    ),
    "agreement_template": (
        "crm_residences_agreementtemplate",
        ["version", "title", "community", "partner", "articles"],
        "Une version ne se modifie pas : une autre la suit.",
    ),
}


def differ(columns, how):
    return " OR ".join(f"OLD.{name} {how} NEW.{name}" for name in columns)


def guard(apps, schema_editor):
    sqlite = schema_editor.connection.vendor == "sqlite"
    for name, (table, columns, told) in GUARDS.items():
        if sqlite:
            schema_editor.execute(
                f"CREATE TRIGGER {name}_never_changed BEFORE UPDATE ON {table} "
                f"WHEN {differ(columns, 'IS NOT')} BEGIN SELECT RAISE(ABORT, '{told}'); END"
            )
            continue
        schema_editor.execute(
            f"CREATE FUNCTION {name}_never_changed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"RAISE EXCEPTION '{told}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
        )
        schema_editor.execute(
            f"CREATE TRIGGER {name}_never_changed BEFORE UPDATE ON {table} FOR EACH ROW "
            f"WHEN ({differ(columns, 'IS DISTINCT FROM')}) EXECUTE FUNCTION {name}_never_changed()"
        )


def unguard(apps, schema_editor):
    sqlite = schema_editor.connection.vendor == "sqlite"
    for name, (table, _, _) in GUARDS.items():
        where = "" if sqlite else f" ON {table}"
        schema_editor.execute(f"DROP TRIGGER {name}_never_changed{where}")
        if not sqlite:
            schema_editor.execute(f"DROP FUNCTION {name}_never_changed()")


class Migration(migrations.Migration):
    replaces = [("crm_residences", "0003_never_changed"), ("crm_residences", "0004_origins")]
    dependencies = [("crm_residences", "0002_squashed_0004_first_texts")]

    operations = [migrations.RunPython(guard, unguard, elidable=False)]
