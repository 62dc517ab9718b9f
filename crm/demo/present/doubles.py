"""Files opened twice, as happens: by telephone and then by a form, under a name of marriage, by a couple."""

from __future__ import annotations

from typing import Any

from crm.journeys.models import Direction, InteractionKind, Track
from crm.journeys.services import log, open_journey
from crm.people.merging.finder import find_pairs
from crm.people.models import ContactKind, Person
from crm.people.services import add_contact

from .stage import Scene


def play_doubles(scene: Scene) -> None:
    """Three pairs to look at: two people entered twice, and a couple who share a telephone."""
    hurried, married, partner = scene.people[5:8]
    double = _again(scene, hurried, 6, last_name=hurried.last_name.upper())
    journey = open_journey(
        double, Track.RELOCATION, by=scene.adviser, owner=scene.adviser, at=scene.ago(6)
    )
    log(
        double, InteractionKind.MAIL, by=scene.adviser, direction=Direction.IN, journey=journey,
        subject="Écrit par le site", text="Dit avoir déjà téléphoné au printemps.", at=scene.ago(6),
    )  # fmt: skip
    _again(scene, married, 12, last_name="Delcros")
    _share_telephone(partner, scene.somebody(3, last_name=partner.last_name))
    find_pairs(scene.at)


def _again(scene: Scene, person: Person, days: int, **known: Any) -> Person:
    """Open another file for somebody, whose telephone and first name are the same."""
    told = {
        "first_name": person.first_name,
        "civility": person.civility,
        "birth_year": person.birth_year,
        "commune": person.commune,
        "country": person.country,
        "phone": _telephone(person),
    }
    return scene.somebody(days, **(told | known))


def _share_telephone(one: Person, other: Person) -> None:
    add_contact(other, ContactKind.PHONE, _telephone(one))


def _telephone(person: Person) -> str:
    point = person.contact_points.filter(kind=ContactKind.PHONE).first()
    return point.value if point else ""
