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
    shown = list(pages)
    ahead = [page.edition_id for page in shown if page.edition.ends_on >= day]
    answers = availability(FORUM_EDITION, ahead)
    return [line(page, day, answers.get(page.edition_id)) for page in shown]


def line(page: EditionPage, day: date, answer: Availability | None) -> Line:
    state = page.edition.state_on(day)
    if answer and state == EditionState.OPEN:
        return Line(page, page.edition, state, answer.state, answer)
    mark = EditionState.CANCELLED if state == EditionState.POSTPONED else state
    return Line(page, page.edition, state, mark.value, None)
