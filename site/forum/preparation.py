"""A new edition at one stroke: its row and the draft of its page, blank or after another edition."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from wagtail.log_actions import log

from forum.models import Appearance, Edition, EditionPage, ForumPage, Partnership, Slot

# Said again as they are from one year to the next. Body and report tell what happened: they start empty.
KEPT = ("lead", "practical", "season")


@dataclass(frozen=True)
class Wanted:
    number: int
    title: str
    starts_on: date
    ends_on: date
    place: str


@dataclass(frozen=True)
class Prepared:
    """left_out: how many slots fall after the last day of a shorter edition."""

    page: EditionPage
    left_out: int = 0


@transaction.atomic
def prepare(
    forum: ForumPage,
    wanted: Wanted,
    user: Any,
    source: EditionPage | None = None,
    *,
    with_speakers: bool = False,
) -> Prepared:
    """Create an edition without registration, report nor coverage, and the draft of its page."""
    edition = Edition.objects.create(**vars(wanted))
    page = EditionPage(
        title=wanted.title,
        slug=str(wanted.starts_on.year),
        edition=edition,
        live=False,
        owner=user,
        **{name: getattr(source, name) for name in KEPT if source},
    )
    slots = shifted_slots(source, edition) if source else []
    page.slots = [copied(slot, day, with_speakers) for slot, day in slots if day <= edition.ends_on]
    page.partnerships = partnerships_of(source) if source else []
    forum.add_child(instance=page)
    log(instance=page, action="wagtail.create", user=user, content_changed=True)
    page.save_revision(user=user)
    return Prepared(page, left_out=len(slots) - page.slots.count())


def shifted_slots(source: EditionPage, edition: Edition) -> list[tuple[Slot, date]]:
    """Each slot with its new day, as far from the new first day as it was from the old one."""
    if source.edition is None:
        return []
    shift = edition.starts_on - source.edition.starts_on
    return [(slot, slot.day + shift) for slot in source.slots.all() if slot.day]


def copied(slot: Slot, day: date, with_speakers: bool) -> Slot:
    names = ("starts_at", "ends_at", "kind", "strand", "title", "text", "room", "seats")
    new = Slot(day=day, open_entry=slot.open_entry, **{n: getattr(slot, n) for n in names})
    if with_speakers:
        new.appearances = [
            Appearance(
                speaker=one.speaker,
                role=one.role,
                organisation=one.organisation,
                sort_order=one.sort_order,
            )
            for one in slot.appearances.all()
        ]
    return new


def partnerships_of(source: EditionPage) -> list[Partnership]:
    return [
        Partnership(partner=one.partner, kind=one.kind, sort_order=one.sort_order)
        for one in source.partnerships.select_related("partner").all()
    ]


def proposed(source: Edition | None) -> dict[str, Any]:
    """What the form offers first: the next number, a year after the last edition."""
    last = Edition.objects.order_by("-number").first()
    number = last.number + 1 if last else 1
    model = source or Edition.objects.order_by("-starts_on").first()
    ordinal = "1er" if number == 1 else f"{number}e"
    offered: dict[str, Any] = {"number": number, "title": f"{ordinal} Forum du télétravail"}
    if model:
        # Fifty-two weeks later falls on the same day of the week.
        later = timedelta(weeks=52)
        days = {"starts_on": model.starts_on + later, "ends_on": model.ends_on + later}
        offered |= days | {"place": model.place}
    return offered
