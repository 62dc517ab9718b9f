"""Editions with workshops and groups that register, for the tests."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, time, timedelta

from django.db import connections
from django.http import HttpResponse
from django.utils import timezone

from crm.journal.refusal import Refused
from crm.letters.models import Letter
from crm.registrations.contents import Coming, Group
from crm.registrations.models import Registration
from crm.registrations.services import confirm, register
from forum.models import Edition, EditionPage
from tests.forum.factories import RoomFactory, SlotFactory, edition_page, forum_page

FIRST = date(2011, 5, 20)
NOW = timezone.make_aware(datetime.combine(date(2011, 4, 4), time(10)))
SOON = NOW + timedelta(hours=1)


def an_edition(capacity: int | None = 20, **fields: object) -> EditionPage:
    """The page of an edition of two days for which one registers at NOW."""
    told = {
        "number": 3,
        "starts_on": FIRST,
        "ends_on": FIRST + timedelta(days=1),
        "registration_opens_on": date(2011, 4, 1),
        "registration_closes_on": date(2011, 5, 15),
        "capacity": capacity,
    }
    return edition_page(forum_page(), **told | fields)


def a_workshop(page: EditionPage, seats: int = 2, begins: int = 10, **fields: object):
    told = {"starts_at": time(begins), "ends_at": time(begins + 1), "room": RoomFactory()}
    return SlotFactory(page=page, seats=seats, kind="workshop", **told | fields)


def a_group(number: int = 0, people: int | list[Coming] = 1, workshops=(), **told: object) -> Group:
    """A family of so many people, each of whom chose the same workshops; or these people."""
    slots = [slot.pk for slot in workshops]
    known = {
        "first_name": "Rose",
        "last_name": f"Chabrier {number}",
        "email": f"chabrier{number}@example.org",
        "people": people
        if isinstance(people, list)
        else [
            Coming(f"Chabrier {number}", f"Prénom {rank}", workshops=slots)
            for rank in range(people)
        ],
    }
    return Group(**known | told)  # type: ignore[arg-type]


def came_in(page: EditionPage, number: int = 0, people: int = 1, at=NOW, **told) -> Registration:
    """A group whose address is confirmed: its places are its own, or it waits."""
    row = register(page.edition, a_group(number, people, **told), at=at)
    confirm(row, at=at)
    row.refresh_from_db()
    return row


def edition_of(page: EditionPage) -> Edition:
    return Edition.objects.get(pk=page.edition_id)


def at_once(act, many: int) -> list[str]:
    """Do something in as many threads. Return what each was refused, "" when it was not."""

    def alone(rank: int) -> str:
        try:
            act(rank)
        except Refused as refusal:
            return str(refusal)
        finally:
            connections.close_all()
        return ""

    with ThreadPoolExecutor(min(many, 16)) as threads:
        return list(threads.map(alone, range(many)))


def read(response: HttpResponse) -> str:
    """What a page says, its no-break spaces made plain."""
    return response.content.decode().replace("\u00a0", " ").replace("&nbsp;", " ")


def on(month: int, day: int, hour: int = 9) -> datetime:
    """A moment of the year of the edition."""
    return timezone.make_aware(datetime.combine(date(2011, month, day), time(hour)))


def letters(template: str) -> list[str]:
    """To whom letters of a kind went, in the order in which they were written."""
    rows = Letter.objects.filter(template__endswith=f"/{template}.txt").order_by("pk")
    return list(rows.values_list("to", flat=True))


def state_of(row: Registration) -> str:
    row.refresh_from_db()
    return str(row.state)
