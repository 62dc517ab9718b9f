"""The database itself refuses to change what a document is, and what a version of a template says."""

from django.db import migrations

GUARDS = {
    "document": (
        "crm_documents_document",
        ["kind", "year", "rank", "template_id", "session_id", "enrolment_id", "digest", "size", "made_at"],
        "Un document ne se modifie pas : il se remplace.",
    ),
    "template": (
        "crm_documents_documenttemplate",
        ["kind", "version", "title", "opening", "closing"],
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
    dependencies = [("crm_documents", "0002_first_texts")]

    operations = [migrations.RunPython(guard, unguard, elidable=False)]
