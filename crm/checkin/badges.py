"""Badges on paper: ten a sheet, first names that are read from afar, and which ones are still to be printed."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

import segno
from django.db import transaction
from django.db.models import Q, QuerySet
from django.template.loader import render_to_string
from django.utils import timezone

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.registrations.models import Participant
from crm.registrations.tickets import ticket_url
from editorial.dates import hour
from editorial.pdf import private_pdf
from forum.models import Edition

from .models import Badge
from .rolls import KEPT, coming, in_order

if TYPE_CHECKING:
    from django.contrib.auth.models import User

STYLESHEETS = ["crm_checkin/badges.css"]
A_SHEET = 10
# A first name takes the size that lets it stand on its line; points, and the most letters at that size.
SIZES = ((30, 9), (24, 12), (19, 16), (14, 24))
SMALLEST = 11


@dataclass(frozen=True)
class Face:
    """What a badge says. `key` names its drawing."""

    key: str
    first: str
    last: str
    organisation: str
    workshops: list[str]
    size: int


def face_of(row: Participant) -> Face:
    """`row` comes from `rolls.drawn`. Somebody without a first name is called by their last name."""
    first, last = (row.first_name, row.last_name) if row.first_name else (row.last_name, "")
    seats = row.workshops.all()  # type: ignore[attr-defined]
    slots = [seat.slot for seat in seats if seat.slot]
    return Face(
        key=row.code, first=first, last=last,
        organisation=row.organisation or row.registration.organisation,
        workshops=[
            f"{hour(slot.starts_at)} {slot.title}" if slot.starts_at else slot.title
            for slot in slots
        ],
        size=size_of(first),
    )  # fmt: skip


def size_of(name: str) -> int:
    """The largest size at which a first name stands on its line, or on two from the second size on."""
    longest = max(map(len, re.split(r"[ -]", name)))
    for size, most in SIZES:
        on_two = size < SIZES[0][0] and longest <= most and len(name) <= 2 * most
        if len(name) <= most or on_two:
            return size
    return SMALLEST


def said_by(row: Participant) -> str:
    """A print of what a badge says, that nobody makes again without the code of the ticket."""
    face = face_of(row)
    words = "\0".join([face.key, face.first, face.last, face.organisation, *face.workshops])
    return hashlib.sha256(words.encode()).hexdigest()[:40]


def wanted(edition: Edition, day: date | None = None) -> QuerySet[Participant]:
    """Those who come; on a day told, those who have a workshop then, or none at all."""
    rows = coming(edition)
    if day is not None:
        chosen = KEPT.values("participant")
        rows = rows.filter(
            Q(pk__in=KEPT.filter(slot__day=day).values("participant")) | ~Q(pk__in=chosen)
        )
    return rows


def to_print(rows: Iterable[Participant]) -> list[Participant]:
    """Those who have no badge yet, or whose badge says something that is no longer so."""
    people = list(rows)
    printed = dict(
        Badge.objects.filter(participant__in=people).values_list("participant_id", "said")
    )
    return [row for row in people if printed.get(row.pk) != said_by(row)]


@transaction.atomic
def print_badges(
    edition: Edition,
    people: Sequence[Participant],
    *,
    by: User | None = None,
    at: datetime | None = None,
) -> bytes:
    """The sheets, for people who come from `rolls.in_order`; they are noted as printed. Raises Refused for nobody."""
    now = at or timezone.now()
    if not people:
        raise Refused("Aucun badge à imprimer : tous le sont, et rien n’a changé depuis.")
    file = drawing(edition, people)
    Badge.objects.bulk_create(
        [Badge(participant=row, said=said_by(row), printed_at=now) for row in people],
        update_conflicts=True, unique_fields=["participant"],
        update_fields=["said", "printed_at"], batch_size=500,
    )  # fmt: skip
    record(
        Action.EXPORTED, edition, by=by, reason=f"{len(people)} badges", fields=["badges"], at=now
    )
    return file


def drawing(edition: Edition, people: Sequence[Participant]) -> bytes:
    faces = [face_of(row) for row in people]
    sheets = [faces[begin : begin + A_SHEET] for begin in range(0, len(faces), A_SHEET)]
    html = render_to_string("crm_checkin/paper/badges.html", {"edition": edition, "sheets": sheets})
    pictures = {row.code: _code(ticket_url(row)) for row in people}
    return private_pdf(html, STYLESHEETS, pictures)


def _code(address: str) -> str:
    drawn_code: str = segno.make(address, error="m").svg_inline(
        border=0, dark="#1f2933", omitsize=True
    )
    # A drawing apart names its language, as one in a page needs not.
    return drawn_code.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)


def pile(edition: Edition, day: date | None, *, all_of_them: bool) -> list[Participant]:
    """The people of a printing, in alphabetical order."""
    rows = in_order(wanted(edition, day))
    return rows if all_of_them else to_print(rows)
