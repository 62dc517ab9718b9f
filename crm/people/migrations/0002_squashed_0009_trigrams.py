"""On PostgreSQL, fragments are looked up in an index of three letters. Where the extension cannot be had, every
name is read instead: the same people are found, more slowly. SQLite reads its own indexes through."""

import logging

from django.db import DatabaseError, migrations, transaction

logger = logging.getLogger(__name__)

INDEXES = {
    "person_trigrams": "crm_people_person USING gin (name_key gin_trgm_ops, file_number gin_trgm_ops)",
    "contact_trigrams": "crm_people_contactpoint USING gin (normalised gin_trgm_ops)",
}
WITHOUT = (
    "L’extension pg_trgm n’a pas pu être installée : la recherche de personnes lira tous les noms. "
    "Pour l’accélérer, un administrateur de PostgreSQL lance « CREATE EXTENSION pg_trgm » dans cette "
    "base, puis les deux CREATE INDEX de crm/people/migrations/0002_squashed_0009_trigrams.py."
)


def index(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    try:
        with transaction.atomic(using=schema_editor.connection.alias):
            schema_editor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    except DatabaseError:
        logger.warning(WITHOUT)
        return
    for name, what in INDEXES.items():
        # Read at once by whoever searches, rather than after the next VACUUM.
        schema_editor.execute(f"CREATE INDEX {name} ON {what} WITH (fastupdate = off)")


def drop(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    for name in INDEXES:
        schema_editor.execute(f"DROP INDEX IF EXISTS {name}")


class Migration(migrations.Migration):
    replaces = [("crm_people", "0007_trigrams"), ("crm_people", "0009_provenance")]
    dependencies = [("crm_people", "0001_squashed_0009")]

    operations = [migrations.RunPython(index, drop, elidable=False)]
