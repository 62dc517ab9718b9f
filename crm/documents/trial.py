"""Invented facts, to see how a template would look."""

from __future__ import annotations

from datetime import date, timedelta

from editorial.models import IdentitySettings

from .facts import Facts
from .models import DocumentKind

FIRST = date(2011, 5, 9)
MODULES = [
    ("distance", "Organiser sa journée de travail", 14),
    ("distance", "Trouver ses premiers clients", 14),
    ("on_site", "Première semaine à Murat", 35),
]


def trial_facts(kind: DocumentKind) -> Facts:
    modules = [
        {"number": rank, "title": title, "kind": way, "hours": hours}
        for rank, (way, title, hours) in enumerate(MODULES, start=1)
    ]
    halves = [
        {
            "date": (FIRST + timedelta(days=rank // 2)).isoformat(),
            "half": ("am", "pm")[rank % 2],
            "starts": ("09:00", "13:30")[rank % 2],
            "ends": ("12:30", "17:00")[rank % 2],
            "title": "Atelier en petit groupe",
            "trainer": "Camille Vidal",
            "trainer_signed": "",
        }
        for rank in range(4)
    ]
    people = [{"seat": 1, "name": "Ana Rey", "signed": ""}]
    return {
        "course": "Devenir télétravailleur indépendant",
        "session": "printemps 2011",
        "starts_on": FIRST.isoformat(),
        "ends_on": "2011-10-28",
        "place": "Télécentre, Maison des services",
        "weeks": [[FIRST.isoformat(), "2011-05-13"]],
        "modules": modules,
        "half_days": halves,
        "hours": 63,
        "hours_on_site": 35,
        "hours_distance": 28,
        "sender": IdentitySettings.of_the_site().as_sender(),
        "operation": None,
        "person": "Ana Rey",
        "sheets": [half | {"people": people} for half in halves],
        "lines": [module | {"followed": module["hours"]} for module in modules],
        "followed": 63,
        "followed_on_site": 35,
        "followed_distance": 28,
        "share": 100,
    }
