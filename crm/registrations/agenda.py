"""The days of an edition and the workshops of a group, for an agenda."""

from __future__ import annotations

from datetime import timedelta

from editorial.happenings import Happening
from forum.happenings import standing_of

from .choices import Standing
from .models import Registration
from .reading import people_of

KIND = "Forum"


def happenings_of(row: Registration) -> list[Happening]:
    """The edition, then each workshop once, with the names of those who go there."""
    edition = row.edition
    whole = Happening(
        uid=f"inscription-{edition.uuid}",
        starts=edition.starts_on,
        ends=edition.ends_on + timedelta(days=1),
        title=edition.title,
        kind=KIND,
        place=edition.place,
        standing=standing_of(edition),
        modified=edition.updated_at,
    )
    return [whole, *_workshops(row)]


def _workshops(row: Registration) -> list[Happening]:
    edition = row.edition
    goers: dict[int, list[str]] = {}
    slots = {}
    for one in people_of(row):
        for chosen in one.workshops:
            if chosen.standing == Standing.HAS.value:
                slots[chosen.slot.pk] = chosen.slot
                goers.setdefault(chosen.slot.pk, []).append(str(one.participant))
    found = []
    for pk, slot in slots.items():
        starts, ends = slot.span
        found.append(
            Happening(
                uid=f"inscription-{edition.uuid}-{pk}",
                starts=starts,
                ends=ends,
                title=slot.title,
                kind=KIND,
                place=slot.room.address if slot.room else edition.place,
                text=", ".join(goers[pk]),
                standing=standing_of(edition),
                modified=edition.updated_at,
            )
        )
    return found
