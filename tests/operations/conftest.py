"""A site moves to PostgreSQL: where the tests run on SQLite there is nowhere to go."""

from django.conf import settings

collect_ignore = ["test_moved.py"] if settings.ON_SQLITE else []
