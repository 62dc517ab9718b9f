"""What people did in a period, whatever brought them: each act with its person, its hour and its code."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Model, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from crm.applications.models import Application, Enrolment
from crm.appointments.models import AppointmentParty, BookedThrough
from crm.journeys.models import Journey
from crm.registers.calendar import add_months
from crm.registrations.models import Registration, RegistrationState
from crm.residences.models import ResidencePost
from crm.support.models import SETTLED, Settlement
from crm.visits.models import DiscoveryRegistration
from crm.welcome.models import ContactRequest, RequestState
from crm.workspaces.models import OfficeRequest
from crm.workspaces.models.office_request import OfficeState

CONTACT, JOURNEY, APPLICATION = "contacts", "parcours", "candidatures"
ENROLMENT, SETTLEMENT, FORUM = "inscriptions", "installations", "forum"
COLUMNS = {
    CONTACT: "contacts",
    JOURNEY: "parcours ouverts",
    APPLICATION: "candidatures",
    ENROLMENT: "inscriptions en formation",
    SETTLEMENT: "installations",
    FORUM: "inscriptions au Forum",
}
# What an article may bring within weeks.
AT_ONCE = (CONTACT, APPLICATION, FORUM)


@dataclass(frozen=True)
class Act:
    """column: a key of COLUMNS; person: None for who has no file; code: what the address of the form bore."""

    column: str
    person: int | None
    at: datetime
    code: str = ""


@dataclass(frozen=True)
class Period:
    """Whole days, both ends included."""

    since: date
    until: date

    @property
    def starts_at(self) -> datetime:
        return midnight(self.since)

    @property
    def ends_at(self) -> datetime:
        return midnight(self.until + timedelta(days=1))

    @property
    def whole_months(self) -> Period:
        """From the first of its first month to the last day of its last."""
        after = add_months(self.until.replace(day=1), 1)
        return Period(self.since.replace(day=1), after - timedelta(days=1))


def midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()), timezone.get_default_timezone())


def _who(path: str) -> Coalesce:
    """The person a row leads to: the file that stayed when two were made one."""
    return Coalesce(f"{path}__merged_into_id", f"{path}_id")


def acts_in(period: Period) -> list[Act]:
    """Every act of a period. As many queries as there are kinds of rows, whatever their number."""
    return [act for read in READERS for act in read(period)]


def _read(
    rows: QuerySet[Model], column: str, at: str, period: Period, *, path: str, code: str = ""
) -> Iterator[Act]:
    within = rows.filter(**{f"{at}__gte": period.starts_at, f"{at}__lt": period.ends_at})
    names = ["who", at, *([code] if code else [])]
    for found in within.annotate(who=_who(path)).order_by().values_list(*names):
        yield Act(column, found[0], found[1], found[2] if code else "")


def _asked(
    rows: QuerySet[Model], period: Period, *, at: str = "received_at", path: str = "person"
) -> Iterator[Act]:
    return _read(rows, CONTACT, at, period, path=path, code="origin")


def contacts(period: Period) -> Iterator[Act]:
    """What the public asks for, on the site: a message, a call, an hour, a visit, an office, a stay."""
    yield from _asked(ContactRequest.objects.exclude(state=RequestState.SPAM), period)
    booked = AppointmentParty.objects.filter(through=BookedThrough.SITE)
    yield from _asked(booked, period, at="booked_at")
    # Those that the team registers are in a file already.
    families = DiscoveryRegistration.objects.kept().filter(person__isnull=True)
    yield from _asked(families, period, at="registered_at")
    asked = OfficeRequest.objects.filter(form_key__isnull=False).exclude(state=OfficeState.SPAM)
    yield from _asked(asked, period)
    yield from _asked(ResidencePost.objects.all(), period, path="residence__person")


def journeys(period: Period) -> Iterator[Act]:
    return _read(Journey.objects.all(), JOURNEY, "opened_at", period, path="person")


def applications(period: Period) -> Iterator[Act]:
    return _read(Application.objects.sent(), APPLICATION, "submitted_at", period, path="person")


def enrolments(period: Period) -> Iterator[Act]:
    rows = Enrolment.objects.filter(confirmed_at__isnull=False)
    return _read(rows, ENROLMENT, "confirmed_at", period, path="application__person")


def settlements(period: Period) -> Iterator[Act]:
    """A family counts on the day it moves in, by the person whose journey led it."""
    rows = Settlement.objects.filter(
        state__in=SETTLED, move_in_on__gte=period.since, move_in_on__lte=period.until
    )
    found = rows.annotate(who=_who("journey__person")).order_by()
    for who, day in found.values_list("who", "move_in_on"):
        if day is not None:
            yield Act(SETTLEMENT, who, midnight(day + timedelta(days=1)) - timedelta(seconds=1))


def forum(period: Period) -> Iterator[Act]:
    """One registration, whatever the number of people who come with it."""
    rows = Registration.objects.exclude(state=RegistrationState.CANCELLED).filter(walk_in=False)
    return _read(rows, FORUM, "registered_at", period, path="person", code="origin")


READERS: list[Callable[[Period], Iterator[Act]]] = [
    contacts, journeys, applications, enrolments, settlements, forum,
]  # fmt: skip
