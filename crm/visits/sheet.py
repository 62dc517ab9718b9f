"""The sheet of a family: its programme day by day, as a page, as a file for printing and for an agenda."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.template.loader import render_to_string

from editorial.calendars import moment
from editorial.happenings import Happening, Standing
from editorial.models import IdentitySettings
from editorial.pdf import private_pdf

from .models import Visit, VisitState, VisitStop

STYLESHEETS = ["crm_registers/paper.css", "crm_visits/paper.css"]


@dataclass(frozen=True)
class Day:
    date: date
    stops: list[VisitStop]


def days_of(visit: Visit) -> list[Day]:
    stops = visit.stops.select_related("commune", "organisation")
    return [Day(day, list(rows)) for day, rows in groupby(stops, key=lambda stop: stop.date)]


def sheet_of(visit: Visit, identity: IdentitySettings) -> dict[str, Any]:
    """What the sheet says, in whatever form: never what was written for the team."""
    return {
        "visit": visit,
        "person": visit.journey.person,
        "days": days_of(visit),
        "stay": visit.stay,
        "sender": identity,
    }


def drawn(visit: Visit, identity: IdentitySettings) -> bytes:
    """The sheet as a file (PDF/UA)."""
    html = render_to_string("crm_visits/paper/sheet.html", sheet_of(visit, identity))
    return private_pdf(html, STYLESHEETS, {})


def happenings_of(visit: Visit) -> list[Happening]:
    """The stops, as a calendar takes them."""
    gone = visit.state == VisitState.CANCELLED
    return [
        Happening(
            uid=f"etape-{stop.pk}",
            starts=moment(stop.date, stop.starts_at),
            ends=moment(stop.date, stop.ends_at),
            title=stop.title,
            kind="Visite",
            place=", ".join(filter(None, [stop.place, str(stop.commune or "")])),
            text="\n".join(filter(None, [stop.host, stop.host_phone, stop.for_family])),
            standing=Standing.CANCELLED if gone else Standing.CONFIRMED,
            modified=visit.changed_at,
        )
        for stop in visit.stops.select_related("commune")
    ]
