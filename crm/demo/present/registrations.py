"""Sixty groups for the next Forum: workshops that fill up, what to prepare, calls to give back, a turn that came."""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterator
from datetime import datetime, timedelta

from crm.consents.services import current_wording
from crm.journal.refusal import Refused
from crm.people.names import name_key
from crm.registrations.contents import Coming, Group
from crm.registrations.models import Registration, RegistrationState
from crm.registrations.programme import workshops
from crm.registrations.seats import coming
from crm.registrations.services import cancel, confirm, leave_workshop, register
from crm.waiting.promoting import promote
from editorial.plugins import FORUM_SLOT
from forum.models import Edition, Slot
from forum.models.editions import EditionState

from .stage import Scene

NAMESPACE = uuid.UUID("2b7d6a0e-54a1-4c36-9a0b-3c1f5a7e9d20")
GROUPS = 60
NEEDS = [
    "une place pour un fauteuil roulant",
    "une place près de la scène, pour lire sur les lèvres",
    "la boucle magnétique",
    "une chaise haute",
    "une place de stationnement proche",
]
HOUSES = [
    "",
    "",
    "",
    "Mairie",
    "Chambre d’agriculture",
    "Coopérative des Monts",
    "Atelier du Plomb",
]
SOURCES = [
    "",
    "",
    "L’affiche à la gare",
    "Une amie installée ici",
    "La radio",
    "Le bulletin communal",
]
FULL = "Entretiens individuels"


def play_registrations(scene: Scene) -> None:
    edition = Edition.objects.to_come(scene.today).first()
    if edition is None or edition.state_on(scene.today) != EditionState.OPEN:
        return
    drawn = random.Random(2011)  # noqa: S311  # nosec B311 # a demonstration, no secret
    slots = [row.slot for row in workshops(edition)]
    rows = list(_groups(scene, edition, drawn, slots))
    if len(rows) < GROUPS:
        return
    cancel(rows[7], reason="Un train supprimé.", at=scene.ago(2, 11))
    _give_back_a_place(scene, rows, slots)
    _pending(scene, edition)


def _groups(
    scene: Scene, edition: Edition, drawn: random.Random, slots: list[Slot]
) -> Iterator[Registration]:
    opened = edition.registration_opens_on
    days = (scene.today - opened).days if opened else 0
    for number in range(GROUPS):
        # Many on the first days, then some every day.
        ago = max(days - number // 8, 1) if number < 24 else 1 + number % max(days - 3, 1)
        at = scene.ago(ago, 8 + number % 11, number * 7 % 60)
        by_phone = number % 13 == 5
        group = _group(scene, drawn, number, slots)
        try:
            row = register(
                edition,
                group,
                form_key=uuid.uuid5(NAMESPACE, str(number)),
                wording=current_wording("forum", at),
                invitations_wording=current_wording("forum-invitations", at),
                by=scene.adviser if by_phone else None,
                at=at,
            )
            if not by_phone:
                confirm(row, at=min(at + timedelta(minutes=20), scene.at))
        except Refused:
            return
        row.refresh_from_db()
        yield row


def _group(scene: Scene, drawn: random.Random, number: int, slots: list[Slot]) -> Group:
    words = scene.crowd.words
    last = drawn.choice(words["last"])
    size = drawn.choices([1, 2, 3, 4], weights=[5, 4, 2, 1])[0]
    firsts = drawn.sample(words["madam"] + words["sir"], size)
    house = drawn.choice(HOUSES)
    people = [
        Coming(
            last if rank < 2 else drawn.choice(words["last"]),
            first,
            house,
            NEEDS[number // 7 % len(NEEDS)] if number % 7 == 3 and rank == 0 else "",
            _choices(drawn, slots, number + rank),
        )
        for rank, first in enumerate(firsts)
    ]
    return Group(
        last_name=last,
        first_name=firsts[0],
        email=f"{name_key(firsts[0], last).replace(' ', '.')}.forum{number:02}@example.org",
        phone=f"01 99 00 {number:02} {number:02}" if number % 3 else "",
        organisation=house,
        people=people,
        wants_call=number % 9 == 2,
        wants_invitations=number % 2 == 0,
        declared_source=drawn.choice(SOURCES),
    )


def _choices(drawn: random.Random, slots: list[Slot], number: int) -> list[int]:
    """One workshop a day at most: the interviews are wanted by more people than they have places."""
    chosen = []
    for day in sorted({slot.day for slot in slots if slot.day}):
        of_the_day = [slot for slot in slots if slot.day == day]
        wanted = [slot for slot in of_the_day if slot.title.startswith(FULL)]
        if wanted and number % 8 == 0:
            chosen.append(wanted[0].pk)
        elif drawn.random() < 0.2:
            chosen.append(drawn.choice(of_the_day).pk)
    return chosen


def _give_back_a_place(scene: Scene, rows: list[Registration], slots: list[Slot]) -> None:
    """Somebody lets a full workshop go this morning: the first of its list has two days to answer."""
    full = next((slot for slot in slots if slot.title.startswith(FULL)), None)
    if full is None:
        return
    for row in rows:
        if row.state != RegistrationState.CONFIRMED:
            continue
        for one in coming(row):
            if one.workshops.filter(slot=full).exists():  # type: ignore[attr-defined]
                leave_workshop(one, full, at=_this_morning(scene))
                promote(FORUM_SLOT, str(full.pk), at=_this_morning(scene))
                return


def _this_morning(scene: Scene) -> datetime:
    return scene.ago(0, 8)


def _pending(scene: Scene, edition: Edition) -> None:
    """Somebody who has not opened their letter yet."""
    at = scene.at - timedelta(hours=2)
    group = Group(
        last_name="Vialatte",
        first_name="Odette",
        email="odette.vialatte@example.org",
        people=[Coming("Vialatte", "Odette"), Coming("Vialatte", "Jean")],
    )
    key = uuid.uuid5(NAMESPACE, "pending")
    register(edition, group, form_key=key, wording=current_wording("forum", at), at=at)
