"""What somebody left here beside their file, known by their address alone, goes when they ask to be forgotten."""

from __future__ import annotations

import sqlite3
import uuid
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from crm.letters.models import Letter
from crm.newsletter.models import Subscriber, SubscriberState
from crm.press.models import PressContact
from crm.privacy.services import anonymise, apply_retention
from crm.visits.models import DiscoveryDay, DiscoveryRegistration
from tests.crm.factories import make_person
from tests.crm.newsletter.factories import subscribed
from tests.crm.privacy.factories import everything_written

ADDRESS = "zenobie.quillan@example.org"


def leave_an_address_everywhere() -> None:
    now = timezone.now()
    subscribed(ADDRESS)
    PressContact.objects.create(
        last_name="Quillan", name_key="quillan", email=ADDRESS, email_key=ADDRESS, source="Carte",
        created_at=now, last_exchange_at=now,
    )  # fmt: skip
    past = timezone.localdate() - timedelta(days=2)
    day = DiscoveryDay.objects.create(date=past, title="Journée", closes_on=past)
    DiscoveryRegistration.objects.create(
        day=day,
        form_key=uuid.uuid4(),
        first_name="Zénobie",
        last_name="Quillan",
        email=ADDRESS,
        adults=1,
        registered_at=now,
    )
    Letter.objects.create(key="z", template="z", to=ADDRESS, subject="Z", body="Z", written_at=now)


def test_nothing_written_with_their_address_is_left(db):
    person = make_person(first_name="Zénobie", last_name="Quillan", email=ADDRESS)
    leave_an_address_everywhere()
    anonymise(person)

    written = everything_written()
    assert {table for table, text in written.items() if "quillan" in text.lower()} == set()
    assert Subscriber.objects.get().state == SubscriberState.UNSUBSCRIBED


def test_a_file_whose_time_is_over_leaves_the_newsletter_to_its_reader(db):
    long_ago = timezone.now() - timedelta(days=2000)
    make_person(last_name="Quillan", email=ADDRESS, at=long_ago)
    subscribed(ADDRESS)
    apply_retention()

    assert Subscriber.objects.get().email == ADDRESS


def test_what_is_deleted_leaves_no_byte_in_the_file(tmp_path: Path):
    """With the settings of the house, SQLite overwrites what it deletes."""
    path = tmp_path / "essai.sqlite3"
    base = sqlite3.connect(path, isolation_level=None)
    base.executescript(settings.SQLITE_PRAGMAS)
    base.execute("CREATE TABLE notes (text TEXT)")
    base.executemany("INSERT INTO notes VALUES (?)", [(f"Quetzalcoatl {n}",) for n in range(500)])
    base.execute("DELETE FROM notes")
    base.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    base.close()

    assert b"Quetzalcoatl" not in path.read_bytes()
