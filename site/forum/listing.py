"""Editions of the Forum as the public reads them: a state in one word, and where to register."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from editorial.plugins import FORUM_EDITION, Availability, availability
from forum.models.editions import Edition, EditionState

if TYPE_CHECKING:
    from forum.models.pages import EditionPage

# What a state is called on a page: modifier of the CSS class, icon.
FACES: dict[EditionState, tuple[str, str]] = {
    EditionState.ANNOUNCED: ("announced", "calendar-days"),
    EditionState.OPEN: ("open", "check"),
    EditionState.CLOSED: ("closed", "hourglass"),
    EditionState.UNDERWAY: ("underway", "footprints"),
    EditionState.ENDED: ("past", "file-text"),
    EditionState.POSTPONED: ("cancelled", "hourglass"),
    EditionState.CANCELLED: ("cancelled", "circle-x"),
}


@dataclass(frozen=True)
class Line:
    """An edition on a page. `answer` is what those who register people say, None without them."""

    page: EditionPage
    edition: Edition
    state: EditionState
    mark: str
    icon: str
    answer: Availability | None

    @property
    def label(self) -> str:
        return self.answer.label if self.answer else str(self.state.label)


def lines(pages: Iterable[EditionPage], day: date) -> list[Line]:
    """Read a whole list, asking those who register people once."""
    shown = list(pages)
    ahead = [page.edition_id for page in shown if page.edition.ends_on >= day]
    answers = availability(FORUM_EDITION, ahead)
    return [line(page, day, answers.get(page.edition_id)) for page in shown]


def line(page: EditionPage, day: date, answer: Availability | None) -> Line:
    state = page.edition.state_on(day)
    mark, icon = FACES[state]
    if answer and state == EditionState.OPEN:
        return Line(page, page.edition, state, answer.state, icon, answer)
    return Line(page, page.edition, state, mark, icon, None)
