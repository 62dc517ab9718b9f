"""French full-text search that ignores accents, for PostgreSQL; SQLite has editorial.search.sqlite.

Pages already indexed are to be indexed again: `manage.py prepare` does it, as `manage.py update_index`.
"""

from django.core.management.base import CommandError
from django.db import DatabaseError, migrations, transaction

REFUSED = """La recherche en français demande l’extension « unaccent » de PostgreSQL, que ce compte ne peut pas installer.
Un administrateur de la base l’installe une fois pour toutes, dans cette base :
  CREATE EXTENSION unaccent;
puis relancez la commande. Rien d’autre n’a été changé."""


def create(apps, schema_editor):
    connection = schema_editor.connection
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        try:
            with transaction.atomic(using=connection.alias):
                cursor.execute("CREATE EXTENSION IF NOT EXISTS unaccent")
        except DatabaseError as error:
            raise CommandError(REFUSED) from error
        cursor.execute("DROP TEXT SEARCH CONFIGURATION IF EXISTS site_french")
        cursor.execute("CREATE TEXT SEARCH CONFIGURATION site_french (COPY = french)")
        cursor.execute(
            "ALTER TEXT SEARCH CONFIGURATION site_french "
            "ALTER MAPPING FOR hword, hword_part, word WITH unaccent, french_stem"
        )


def drop(apps, schema_editor):
    # The extension stays: others may use it.
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TEXT SEARCH CONFIGURATION IF EXISTS site_french")


class Migration(migrations.Migration):
    replaces = [("editorial", "0006_french_search"), ("editorial", "0010_outcome_of_a_job")]
    dependencies = [("editorial", "0001_squashed_0010")]

    operations = [migrations.RunPython(create, drop)]
