"""Editions of the Forum as the public reads them: a state in one word, and where to register."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from editorial.plugins import FORUM_EDITION, Availability, availability
from forum.models.editions import Edition, EditionState

if TYPE_CHECKING:
    from forum.models.edition_pages import EditionPage


@dataclass(frozen=True)
class Line:
    """An edition on a page.

    mark     announced, open, last, waiting, full, closed, underway, ended or cancelled
    answer   what those who register people say, None when nobody does
    """

    page: EditionPage
    edition: Edition
    state: EditionState
    mark: str
    answer: Availability | None

    @property
    def label(self) -> str:
        return self.answer.label if self.answer else str(self.state.label)


def lines(pages: Iterable[EditionPage], day: date) -> list[Line]:
    """Read a whole list, asking those who register people once."""
    shown = [(page, page.edition) for page in pages if page.edition]
    ahead = [edition.pk for _, edition in shown if edition.ends_on >= day]
    answers = availability(FORUM_EDITION, ahead)
    return [line(page, edition, day, answers.get(edition.pk)) for page, edition in shown]


def line(page: EditionPage, edition: Edition, day: date, answer: Availability | None) -> Line:
    state = edition.state_on(day)
    if answer and state == EditionState.OPEN:
        return Line(page, edition, state, answer.state, answer)
    mark = EditionState.CANCELLED if state == EditionState.POSTPONED else state
    return Line(page, edition, state, mark.value, None)
