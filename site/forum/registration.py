"""When one registers, said in sentences: each state of an edition has its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from editorial import dates
from forum.listing import Line
from forum.models.editions import EditionState


@dataclass(frozen=True)
class Milestone:
    """A date of the registration. state and label are those of components/state.html."""

    starts_on: date
    title: str
    text: str
    state: str
    label: str


def sentence(line: Line, day: date) -> str:
    """What somebody who wants to come must know first."""
    edition = line.edition
    opens, closes = edition.registration_opens_on, edition.registration_closes_on
    if line.state == EditionState.ANNOUNCED and opens:
        return f"Les inscriptions ouvrent le {dates.day(opens, weekday=True)}."
    if line.state == EditionState.OPEN and closes:
        return open_until(line, closes, day)
    if line.state == EditionState.CLOSED and closes:
        return f"Les inscriptions sont closes depuis le {dates.day(closes, weekday=True)}."
    return {
        EditionState.ANNOUNCED: "La date d’ouverture des inscriptions paraîtra ici.",
        EditionState.UNDERWAY: "Le Forum a lieu en ce moment : présentez-vous à l’accueil.",
        EditionState.ENDED: "Cette édition a eu lieu. On ne s’y inscrit plus.",
        EditionState.POSTPONED: "Le Forum est reporté. Les inscriptions reprendront avec la nouvelle date.",
        EditionState.CANCELLED: "Cette édition est annulée. Il n’y a pas d’inscription à prendre.",
    }.get(line.state, "")


def open_until(line: Line, closes: date, day: date) -> str:
    until = f"jusqu’au {dates.day(closes, weekday=True)} compris"
    if line.mark == "full":
        return f"Toutes les places sont prises. Une place peut se libérer {until}."
    if line.mark == "waiting":
        return f"Toutes les places sont prises ; la liste d’attente est ouverte {until}."
    if closes == day:
        return "Dernier jour pour s’inscrire : ce soir, minuit."
    return f"On s’inscrit {until}."


def milestones(line: Line, day: date) -> Iterator[Milestone]:
    edition = line.edition
    if line.state in (EditionState.POSTPONED, EditionState.CANCELLED):
        return
    opens, closes = edition.registration_opens_on, edition.registration_closes_on
    if opens and closes:
        yield Milestone(opens, "Ouverture des inscriptions", "", *ahead_or_done(opens, day))
        last = "Dernier jour, compris."
        yield Milestone(closes, "Clôture des inscriptions", last, *ahead_or_done(closes, day))
    yield Milestone(
        edition.starts_on, "Le Forum", edition.place, *ahead_or_done(edition.starts_on, day)
    )


def ahead_or_done(when: date, day: date) -> tuple[str, str]:
    left = (when - day).days
    if left < 0:
        return "ended", "passé"
    if left == 0:
        return "underway", "aujourd’hui"
    return "announced", "demain" if left == 1 else f"dans {left} jours"
