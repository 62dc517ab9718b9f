"""Makes a small site in a SQLite file, as the models say it and with acts of everybody, for one that moves away.

`python -m tests.operations.furnish WRITTEN`: DATABASE_URL names the file; WRITTEN holds, as Django's JSON,
what the migrations wrote in a database.
"""

from __future__ import annotations

import sys
from datetime import timedelta
from pathlib import Path

import django
from django.conf import settings

settings.WAGTAILSEARCH_BACKENDS["default"]["AUTO_UPDATE"] = False
django.setup()

from django.apps import apps  # noqa: E402
from django.contrib.contenttypes.models import ContentType  # noqa: E402
from django.core import serializers  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.migrations.loader import MigrationLoader  # noqa: E402
from django.db.migrations.recorder import MigrationRecorder  # noqa: E402
from django.utils import timezone  # noqa: E402

from crm.indicators.services import freeze, publish  # noqa: E402
from crm.people.models import Person  # noqa: E402
from crm.privacy.services import anonymise  # noqa: E402
from tests.crm.factories import (  # noqa: E402
    UserFactory,
    make_application,
    make_household,
    make_person,
    make_territory,
)
from tests.crm.workspaces.places import booked, half, telecentre  # noqa: E402
from tests.news.factories import a_news_index, a_news_item  # noqa: E402
from tests.training.factories import SessionFactory  # noqa: E402


def make_tables() -> None:
    """What the migrations would have made, in seconds: this file is read, nothing in it is refused."""
    with connection.schema_editor() as editor:
        for model in apps.get_models():
            if model._meta.managed and not model._meta.proxy:
                editor.create_model(model)
    recorder = MigrationRecorder(connection)
    recorder.ensure_schema()
    for key, migration in (MigrationLoader(None).disk_migrations or {}).items():
        # A squashed migration counts as applied once all that it replaces does.
        for app, name in [key, *migration.replaces]:
            recorder.record_applied(app, name)
    call_command("createcachetable")


def put_back(written: str) -> None:
    # The kinds of rows first: saving a row would give some of them another number.
    rows = sorted(
        serializers.deserialize("json", written),
        key=lambda row: row.object._meta.app_label != "contenttypes",
    )
    with connection.constraint_checks_disabled():
        for row in rows:
            row.save()
    ContentType.objects.clear_cache()


def act() -> None:
    make_territory()
    by = UserFactory(username="claire")
    now = timezone.now()
    session = SessionFactory()
    for number in range(3):
        make_household(make_application(session, at=now - timedelta(days=number)).person)
    office, _ = telecentre()
    booked(office, half(1))
    last = make_person()
    anonymise(last)
    page = a_news_item(a_news_index(), title="L’été « d’ici » à 12 % – c’est dit")
    page.body = [("paragraph", "<p>Les foins.</p>")]
    page.save_revision(user=by).publish()
    publish(freeze(timezone.localdate()), by=by)
    # Erased for good: its number is given to nobody else.
    Person.objects.filter(pk=make_person().pk).delete()


if __name__ == "__main__":
    make_tables()
    put_back(Path(sys.argv[1]).read_text(encoding="utf-8"))
    act()
