"""The screens of the analyses: for each, its address, what may be chosen, and who words it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from crm.registers.calendar import add_months

from ..rules import rules
from .asks import Ask
from .page import Page
from .telling import cohorts, delays, funnel, origins, reviews, sources, telecentre, tracks
from .telling.cohorts import BASIS_LABELS, MILESTONE_LABELS

Choices = list[tuple[str, str]]


@dataclass(frozen=True)
class Choice:
    """name: in the address; choices: the first one unless told; exact: only for who may read files."""

    name: str
    label: str
    choices: Choices
    exact: bool = False


@dataclass(frozen=True)
class Screen:
    """An analysis on the screen.

    slug     in the address; title: of the page; tab: what leads to it; icon: before the tab
    since    the first day of the period unless told, from today
    choices  what else may be chosen
    compares whether another period may stand beside
    dated    whether it is read as of a day
    yearly   whether who may not read files reads it a calendar year at a time; else from the first day on
    people   whether it counts people: otherwise everybody reads all of it
    """

    slug: str
    title: str
    tab: str
    tell: Callable[[Ask], Page]
    since: Callable[[date], date]
    choices: tuple[Choice, ...] = ()
    compares: bool = False
    dated: bool = True
    yearly: bool = False
    people: bool = True
    needs: str = ""
    links: tuple[tuple[str, str], ...] = field(default=())


def beginning(today: date) -> date:
    return rules().registered_since


def last_year(today: date) -> date:
    return date(today.year - 1, 1, 1)


def twelve_months(today: date) -> date:
    return add_months(today.replace(day=1), -11)


def _capital(labels: dict[str, str]) -> Choices:
    return [(key, label.capitalize()) for key, label in labels.items()]


SCREENS: dict[str, Screen] = {
    screen.slug: screen
    for screen in [
        Screen(
            "entonnoir", "L’entonnoir", "Entonnoir", funnel.tell, beginning,
            compares=True, yearly=True,
        ),
        Screen(
            "cohortes", "Les cohortes", "Cohortes", cohorts.tell, beginning,
            (
                Choice("jalon", "Jalon", _capital(MILESTONE_LABELS)),
                Choice("depuis", "Depuis", _capital(BASIS_LABELS), exact=True),
                Choice("par", "Par", [("annee", "Année"), ("trimestre", "Trimestre")], exact=True),
            ),
        ),
        Screen("parcours", "Les parcours", "Parcours", tracks.tell, beginning, yearly=True),
        Screen(
            "origines", "D’où ils viennent, où ils s’installent", "Origines", origins.tell, beginning,
            (
                Choice("qui", "Qui", [("contacts", "Premiers contacts"), ("candidats", "Candidats")], exact=True),
            ),
            compares=True, yearly=True, dated=False,
        ),
        Screen(
            "delais", "Du premier contact à l’emménagement", "Délais", delays.tell, beginning,
            compares=True,
        ),
        Screen(
            "telecentre", "L’occupation du télécentre", "Télécentre", telecentre.tell, twelve_months,
            (Choice("par", "Par", [("mois", "Mois"), ("semaine", "Semaine")]),),
            compares=True, dated=False, people=False,
        ),
        Screen("bilans", "Les bilans d’accompagnement à temps", "Bilans", reviews.tell, last_year, yearly=True),
        Screen(
            "venues", "Ce qui les amène", "Venues", sources.tell, last_year,
            yearly=True, dated=False, needs="crm_journeys.view_origins",
            links=(("crm_origins", "Semaine par semaine, article par article"),),
        ),
    ]
}  # fmt: skip
