"""Acts of a period, brought by this or that."""

from __future__ import annotations

import uuid
from datetime import date, datetime, time

from django.utils import timezone

from crm.applications.models import Application
from crm.applications.services import apply
from crm.attribution.acts import Period
from crm.journeys.models import AcquisitionKind
from crm.journeys.origins import acquisition_of
from crm.registrations.models import Registration, RegistrationState
from crm.welcome.contents import Message
from crm.welcome.intake import receive
from crm.welcome.models import RequestKind, Topic
from tests.crm.factories import make_person

SPRING = Period(date(2011, 3, 1), date(2011, 5, 31))


def noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))


def applied(
    day: date, code: str = "", kind: AcquisitionKind | str = "", person: object = None
) -> Application:
    """Somebody new, or `person`, applies; by a code, by what they say, or by nothing known."""
    source = acquisition_of(code, kind, at=noon(day)) if code or kind else None
    who = person or make_person(at=noon(day))
    return apply(who, None, source=source, at=noon(day))  # type: ignore[arg-type]


def wrote(day: date, code: str = "") -> None:
    """Somebody who has no file writes."""
    said = Message(first_name="Ana", last_name="Rey", email="ana.rey@example.org", text="Bonjour")
    receive(uuid.uuid4(), RequestKind.MESSAGE, Topic.SETTLE, said, origin=code, at=noon(day))


def registered(edition: object, day: date, code: str = "", **told: object) -> Registration:
    known = {"state": RegistrationState.CONFIRMED, "confirmed_at": noon(day)}
    number = Registration.objects.count()
    return Registration.objects.create(
        edition=edition, form_key=uuid.uuid4(), last_name="Rey", origin=code,
        email=f"inscrite{number}@example.org", registered_at=noon(day), **known | told,
    )  # type: ignore[misc]  # fmt: skip
