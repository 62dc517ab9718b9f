"""The values that merge fields take, in French, from the facts of a document."""

from __future__ import annotations

from datetime import date

from editorial.dates import day, period

from .facts import Facts


def values_of(facts: Facts, number: str, made_on: date) -> dict[str, str]:
    sender = facts["sender"]
    return {
        "personne": facts.get("person", ""),
        "formation": facts["course"],
        "session": facts["session"],
        "dates": span(facts["starts_on"], facts["ends_on"]),
        "semaines": " et ".join(span(*week) for week in facts["weeks"]),
        "lieu": facts["place"],
        "heures": hours(facts["hours"]),
        "heures_sur_place": hours(facts["hours_on_site"]),
        "heures_a_distance": hours(facts["hours_distance"]),
        "heures_suivies": hours(facts.get("followed", 0)),
        "part_suivie": str(facts.get("share", 0)),
        "organisme": sender["name"],
        "adresse": sender["address"],
        "telephone": sender["telephone"],
        "courriel": sender["email"],
        "numero": number,
        "jour": day(made_on),
    }


def span(start: str, end: str) -> str:
    return period(date.fromisoformat(start), date.fromisoformat(end))


def hours(number: float) -> str:
    """« 35 heures », « 3,5 heures »."""
    said = f"{number:.2f}".rstrip("0").rstrip(".").replace(".", ",")
    return f"{said}\N{NO-BREAK SPACE}heure{'s' if number >= 2 else ''}"
