"""Offices asked for: a waiting list with an offer and a turn that passes, new requests, statements of past months."""

from __future__ import annotations

import uuid
from contextlib import suppress
from datetime import date, timedelta

from crm.consents.services import current_wording
from crm.journal.refusal import Refused
from crm.people.models import Person
from crm.registers.calendar import add_months
from crm.waiting.promoting import promote
from crm.workspaces.bookings.asking import Asked
from crm.workspaces.bookings.doors import book
from crm.workspaces.offices.kind import KEY, KIND
from crm.workspaces.offices.lists import enlist
from crm.workspaces.offices.requests import NOTICE, Asker, Wish, note_request, receive
from crm.workspaces.statements import doors
from telecentre.models import Site, Space, SpaceKind, TariffProduct

from ..days import at_hour
from .stage import Scene

NAMESPACE = uuid.UUID("5f0f1a52-1d8e-4a44-9a3e-4d0c2b6f7d11")
# What the offices of past months were: half-days of a week, then the rank of the office from the last one.
PAST = [("0am 0pm 2am 2pm", 1), ("1am 1pm", 1), ("3am 3pm", 2)]


def play_offices(scene: Scene) -> None:
    sites = list(Site.objects.open_on(scene.today).order_by("opened_on"))
    people = list(
        Person.objects.alive().filter(pk__in=[one.pk for one in scene.people]).order_by("pk")
    )
    if not sites or len(people) < 20:
        return
    _statements(scene, people[-3:], sites[-1])
    _waiting_list(scene, people[10:13], sites)
    _new_requests(scene, people[14])


def _statements(scene: Scene, people: list[Person], site: Site) -> None:
    """Two months that are over: the first one issued and sent, the second still to issue."""
    offices = list(Space.objects.filter(site=site, kind=SpaceKind.OFFICE).order_by("-pk"))
    second = add_months(scene.today.replace(day=1), -1)
    first = add_months(second, -1)
    for person, (pattern, rank) in zip(people, PAST, strict=True):
        if len(offices) >= rank:
            last = add_months(second, 1) - timedelta(days=1)
            asked = Asked(TariffProduct.MONTH, first, last, pattern)
            with suppress(Refused):
                book(person, offices[rank - 1], asked, by=scene.adviser, at=at_hour(first, 8))
    _issue(scene, first, at=second + timedelta(days=2))


def _issue(scene: Scene, month: date, at: date) -> None:
    when = min(at_hour(at, 9), scene.at)
    with suppress(Refused):
        doors.issue_all(month, by=scene.manager, at=when)
    doors.send_all(month, by=scene.manager, at=when)


def _waiting_list(scene: Scene, people: list[Person], sites: list[Site]) -> None:
    """A party too large for the house, somebody who is offered an office, somebody who wishes one much later."""
    wishes = [
        (Wish(scene.today + timedelta(days=10), (0, 1, 2, 3, 4), desks=4, site=sites[0],
              text="Nous sommes quatre et travaillons ensemble."), 21),
        (Wish(scene.today + timedelta(days=7), (3,), text="Beaucoup d’appels\u00a0: un bureau fermé."), 12),
        (Wish(scene.today + timedelta(days=120), (1, 2)), 5),
    ]  # fmt: skip
    for person, (wish, days) in zip(people, wishes, strict=True):
        row = note_request(person, wish, by=scene.adviser, at=scene.ago(days))
        enlist(row, by=scene.adviser, at=scene.ago(days, 11))
    promote(KIND, KEY, at=scene.ago(0, 8))


def _new_requests(scene: Scene, known: Person) -> None:
    """Somebody whose file is sure, and somebody unknown."""
    email = known.contact_points.filter(kind="email").values_list("value", flat=True).first() or ""
    askers = [
        (
            Asker(known.first_name, known.last_name, email),
            Wish(scene.today + timedelta(days=14), (1, 4)),
            5,
        ),
        (
            Asker("Solène", "Garrigoux", "solene.garrigoux@example.org", "06 39 98 05 18"),
            Wish(
                scene.today + timedelta(days=20),
                (0, 2),
                text="Comptable, deux écrans. Des appels l’après-midi.",
            ),
            26,
        ),
    ]
    for asker, wish, hours in askers:
        at = scene.at - timedelta(hours=hours)
        key = uuid.uuid5(NAMESPACE, f"{at:%Y%m%d%H}{asker.last_name}")
        receive(key, asker, wish, wording=current_wording(NOTICE, at), at=at)
