"""Figures frozen at the end of each quarter; what is frozen is refused any change even before it is published."""

from django.db import migrations, models

TABLE = "crm_indicators_indicatorsnapshot"
COUNTED = "Des chiffres figés ne se modifient pas."
PUBLISHED = "Des chiffres publiés ne se modifient pas."
GUARDS = {
    "snapshot_is_frozen": (("as_of", "computed_at", "figures", "definitions", "quarterly"), "", COUNTED),
    "snapshot_is_published_once": (("published_at", "published_by_id"), "OLD.published_at IS NOT NULL", PUBLISHED),
}
# An account that is deleted leaves the publication without its author.
GONE = "(OLD.published_at IS DISTINCT FROM NEW.published_at OR NEW.published_by_id IS NOT NULL)"


def guard(apps, schema_editor):
    """Adding a constraint makes the table anew on SQLite, without its triggers: they are all written here."""
    unguard(apps, schema_editor)
    sqlite = schema_editor.connection.vendor == "sqlite"
    for name, (columns, condition, refusal) in GUARDS.items():
        if condition:
            gone = GONE.replace("IS DISTINCT FROM", "IS NOT") if sqlite else GONE
            condition = f"WHEN ({condition} AND {gone})"
        of = f"BEFORE UPDATE OF {', '.join(columns)} ON {TABLE} FOR EACH ROW {condition}"
        if sqlite:
            schema_editor.execute(f"CREATE TRIGGER {name} {of} BEGIN SELECT RAISE(ABORT, '{refusal}'); END")
            continue
        schema_editor.execute(
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"RAISE EXCEPTION '{refusal}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
        )
        schema_editor.execute(f"CREATE TRIGGER {name} {of} EXECUTE FUNCTION {name}()")


def unguard(apps, schema_editor):
    on = "" if schema_editor.connection.vendor == "sqlite" else f" ON {TABLE}"
    for name in GUARDS:
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")
        if on:
            schema_editor.execute(f"DROP FUNCTION IF EXISTS {name}()")


def guard_as_before(apps, schema_editor):
    """Undone, the table is guarded as 0002 did."""
    unguard(apps, schema_editor)
    of = f"BEFORE UPDATE OF as_of, computed_at, figures, definitions, published_at ON {TABLE}"
    when = "WHEN (OLD.published_at IS NOT NULL)"
    if schema_editor.connection.vendor == "sqlite":
        then = f"BEGIN SELECT RAISE(ABORT, '{PUBLISHED}'); END"
    else:
        then = "EXECUTE FUNCTION snapshot_refuses()"
    schema_editor.execute(f"CREATE TRIGGER snapshot_is_frozen {of} FOR EACH ROW {when} {then}")


class Migration(migrations.Migration):
    dependencies = [("crm_indicators", "0002_frozen")]

    operations = [
        migrations.RunPython(migrations.RunPython.noop, guard_as_before, elidable=False),
        migrations.AddField(
            "indicatorsnapshot",
            "quarterly",
            models.BooleanField(default=False, verbose_name="figés à la fin d’un trimestre"),
        ),
        migrations.AddConstraint(
            "indicatorsnapshot",
            models.UniqueConstraint(
                condition=models.Q(("quarterly", True)),
                fields=("as_of",),
                name="one_snapshot_of_a_quarter",
                violation_error_message="Les chiffres de ce trimestre sont déjà figés.",
            ),
        ),
        migrations.RunPython(guard, unguard, elidable=False),
    ]
