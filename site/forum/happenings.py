"""Editions and their slots as dated things: for the agenda, calendar files and search engines."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone

from editorial.happenings import Happening, Standing
from forum.models.editions import Edition, EditionState
from forum.models.programme import Slot

if TYPE_CHECKING:
    from forum.models.edition_pages import EditionPage

KIND = "Forum"


def standing_of(edition: Edition) -> Standing:
    if edition.cancelled_on:
        return Standing.CANCELLED
    return Standing.TENTATIVE if edition.postponed else Standing.CONFIRMED


def modified_on(page: EditionPage, edition: Edition) -> datetime:
    """The later of the two truths: the row, which takes effect at once, and the page, once published."""
    return max(edition.updated_at, page.last_published_at or edition.updated_at)


def of_edition(page: EditionPage, edition: Edition, day: date) -> Happening:
    state = edition.state_on(day)
    stopped = edition.reason and state in (EditionState.POSTPONED, EditionState.CANCELLED)
    return Happening(
        uid=f"edition-{edition.uuid}",
        starts=edition.starts_on,
        ends=edition.ends_on + timedelta(days=1),
        title=page.title,
        kind=KIND,
        place=edition.place,
        text=edition.reason if stopped else page.description,
        path=page.url or "",
        editor=reverse("wagtailadmin_pages:edit", args=[page.pk]) if page.pk else "",
        label=str(state.label),
        standing=standing_of(edition),
        modified=modified_on(page, edition),
    )


def of_slot(page: EditionPage, edition: Edition, slot: Slot) -> Happening:
    starts, ends = slot.span
    people = ", ".join(str(one.speaker) for one in slot.appearances.all())
    return Happening(
        uid=f"edition-{edition.uuid}-{slot.pk}",
        starts=starts,
        ends=ends,
        title=slot.title,
        kind=KIND,
        place=slot.room.address if slot.room else edition.place,
        text="\n".join(part for part in (slot.text, people) if part),
        path=f"{page.url or ''}programme/#creneau-{slot.pk}",
        standing=standing_of(edition),
        modified=modified_on(page, edition),
    )


def of_page(page: EditionPage, slots: Iterable[Slot]) -> list[Happening]:
    """The edition, then each slot: breaks are nobody's appointment."""
    if page.edition is None:
        return []
    edition, day = page.edition, timezone.localdate()
    parts = [of_slot(page, edition, slot) for slot in slots if not slot.is_pause]
    return [of_edition(page, edition, day), *parts]
