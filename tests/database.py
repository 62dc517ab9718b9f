"""How another process meets the database of the tests."""

from django.db import connection


def address() -> str:
    """What DATABASE_URL says in that process."""
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{database['NAME']}"
    host, port = database["HOST"], database["PORT"]
    return f"postgres://{database['USER']}@{host}:{port}/{database['NAME']}"
