"""A small site made in a SQLite file goes, whole, to the PostgreSQL database of the tests."""

import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from wagtail.models import Page

from crm.indicators.models import IndicatorSnapshot
from crm.journal.models import Entry
from crm.journeys.models import Journey
from crm.people.models import Person
from crm.workspaces.models import Booking
from news.models import NewsPage
from tests.crm.factories import make_person
from tests.files import ROOT

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def departure(tmp_path, tmp_path_factory):
    """A file that another process filled and left: made once, a copy for each test."""
    made = tmp_path_factory.getbasetemp() / "depart.sqlite3"
    if not made.exists():
        furnish(made)
    return shutil.copyfile(made, tmp_path / made.name)


def furnish(file):
    written = file.with_name("written.json")
    written.write_text(connection.creation.serialize_db_to_string(), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "tests.operations.furnish", str(written)],
        cwd=ROOT,
        env=os.environ | {
            "DATABASE_URL": f"sqlite:///{file}",
            "DJANGO_SETTINGS_MODULE": "config.settings.test",
            "PYTHONPATH": f"site{os.pathsep}.",
        },
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]


def change(file, *statements):
    with closing(sqlite3.connect(file)) as opened:
        for statement in statements:
            opened.execute(statement)
        opened.commit()


def test_a_whole_site_moves_and_goes_on(departure):
    before = hashlib.sha256(departure.read_bytes()).digest()
    with closing(sqlite3.connect(departure)) as opened:
        people, highest, entries = opened.execute(
            "SELECT (SELECT COUNT(*) FROM crm_people_person), "
            "(SELECT seq FROM sqlite_sequence WHERE name = 'crm_people_person'), "
            "(SELECT COUNT(*) FROM crm_journal_entry)"
        ).fetchone()
        erased = opened.execute("SELECT MAX(id) FROM crm_people_person").fetchone()[0] < highest
    told = StringIO()

    call_command("move_from", str(departure), stdout=told)

    assert "Comparés et égaux : les indicateurs." in told.getvalue()
    assert hashlib.sha256(departure.read_bytes()).digest() == before
    assert (Person.objects.count(), Entry.objects.count()) == (people, entries)
    assert Booking.objects.get().slots.count() == 1
    assert Journey.objects.exists()
    page = NewsPage.objects.get()
    assert page.title == "L’été « d’ici » à 12 % – c’est dit"
    assert page.latest_revision.as_object().title == page.title
    assert page.pk in [found.pk for found in Page.objects.search("étés")]
    # The database still refuses what it refused, and numbers on from the last number that was ever given.
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.order_by("pk").update(action="read")
    with pytest.raises(IntegrityError), transaction.atomic():
        IndicatorSnapshot.objects.update(figures={})
    assert erased
    assert make_person().pk == highest + 1

    with pytest.raises(CommandError, match="pas vide"):
        call_command("move_from", str(departure))


def test_what_does_not_pass_is_told_and_nothing_is_kept(departure):
    change(departure, "UPDATE crm_people_person SET last_name = printf('%.300c', 'x') WHERE id = 1")

    with pytest.raises(CommandError, match=r"crm_people_person ne passe pas.*too long") as refused:
        call_command("move_from", str(departure))

    assert "xxx" not in str(refused.value)
    assert not Person.objects.exists()
    assert not NewsPage.objects.exists()

    change(departure, "UPDATE crm_people_person SET last_name = 'Chambon' WHERE id = 1")
    call_command("move_from", str(departure), stdout=StringIO())
    assert Person.objects.get(pk=1).last_name == "Chambon"


def test_a_file_of_another_version_is_refused(departure):
    change(departure, "DELETE FROM django_migrations WHERE app = 'crm_indicators'")

    with pytest.raises(CommandError, match="pas à jour"):
        call_command("move_from", str(departure))
