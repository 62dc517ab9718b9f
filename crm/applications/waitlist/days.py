"""What seats and waiting lists put in an advisor's day."""

from __future__ import annotations

from datetime import date, datetime

from django.contrib.auth.models import User
from django.db.models import Count, Exists, Min, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from crm.applications.models import ApplicationState, Enrolment, EnrolmentState, RosterState
from crm.journeys.day import Block, Line
from crm.journeys.deadlines import Deadline
from crm.people.models import ContactPoint
from crm.registers.batch import Steps, first, stepwise
from crm.registers.words import counted
from editorial.dates import day as written
from training.models import Session

A_BLOCK = 20
NOT_BEGUN = [RosterState.SELECTION, RosterState.CONFIRMED]


@stepwise
def to_call(user: User, at: datetime) -> Steps[Block | None]:
    """The seats offered to people whom no letter reaches: somebody has to tell them."""
    if not user.has_perm("crm_applications.change_enrolment"):
        return None
    email = ContactPoint.objects.for_letters().filter(person=OuterRef("application__person"))
    rows = (
        Enrolment.objects.filter(~Exists(email), state=EnrolmentState.OFFERED)
        .select_related("application__person", "roster__session__course")
        .order_by("expires_at", "pk")
    )
    found = yield from first(rows, A_BLOCK)
    lines = [
        Line(
            label=f"Appeler {row.application.person}",
            url=reverse("crm_application", args=[row.application_id]),
            why=f"Une place est proposée à « {row.roster.session} », et aucun courriel ne part.",
            when=written(timezone.localdate(row.expires_at), year=False),
            late=row.expires_at is not None and row.expires_at < at,
            icon="phone",
        )
        for row in found.rows
    ]
    told = f"{counted(found.total, 'place', feminine=True)} à proposer de vive voix"
    return Block("vive-voix", "À proposer de vive voix", lines, found.total, told)


@stepwise
def answers_due(user: User, at: datetime, until: date) -> Steps[list[Deadline]]:
    """The offers that wait for an answer, in one line a session, on the first of their last days."""
    if not user.has_perms(["crm_applications.view_roster", "crm_applications.view_application"]):
        return []
    running = Q(roster__enrolments__state=EnrolmentState.OFFERED)
    rows = (
        Session.objects.filter(running)
        .annotate(
            offers=Count("roster__enrolments", filter=running),
            first=Min("roster__enrolments__expires_at", filter=running),
        )
        .select_related("course")
        .order_by("first", "pk")
    )
    found = yield from first(rows)
    return [
        Deadline(
            timezone.localdate(row.first),
            counted(
                row.offers, "place proposée attend", "places proposées attendent", feminine=True
            ).capitalize()
            + " une réponse",
            reverse("crm_waiting_list", args=[row.pk]),
            f"{row}.",
        )
        for row in found.rows
        if timezone.localdate(row.first) <= until
    ]


@stepwise
def out_of_step(user: User, at: datetime) -> Steps[Block | None]:
    """The sessions whose state says other than their dates, and that only somebody can settle."""
    if not user.has_perm("crm_applications.change_roster"):
        return None
    today = timezone.localdate(at)
    begun = Q(roster__state__in=NOT_BEGUN, starts_on__lte=today, cancelled_on__isnull=True)
    cancelled = Q(roster__state=RosterState.RUNNING, cancelled_on__isnull=False)
    waited_for = Q(starts_on__lte=today, applications__state=ApplicationState.WAITLISTED)
    rows = (
        Session.objects.filter(begun | cancelled | waited_for)
        .annotate(
            waits=Count(
                "applications",
                filter=Q(applications__state=ApplicationState.WAITLISTED),
                distinct=True,
            )
        )
        .select_related("course", "roster")
        .order_by("starts_on", "pk")
    )
    found = yield from first(rows, A_BLOCK)
    lines = [
        Line(
            label=str(row),
            url=_where(row),
            why=_why(row, today),
            when=written(row.starts_on, year=False),
            late=True,
            icon="triangle-alert",
        )
        for row in found.rows
    ]
    told = f"{counted(found.total, 'session', feminine=True)} à mettre à jour"
    return Block("sessions-en-retard", "Sessions à mettre à jour", lines, found.total, told)


def _state(session: Session) -> RosterState:
    roster = getattr(session, "roster", None)
    return RosterState(roster.state) if roster else RosterState.SELECTION


def _where(session: Session) -> str:
    name = "crm_roster" if _state(session) in NOT_BEGUN else "crm_waiting_list"
    return reverse(name, args=[session.pk])


def _why(session: Session, today: date) -> str:
    state = _state(session)
    if session.cancelled_on and state == RosterState.RUNNING:
        return "Annulée au catalogue alors qu’elle est en cours : voyez avec le catalogue."
    if state in NOT_BEGUN and not session.cancelled_on:
        return f"Elle a commencé, et son état est encore « {state.label} »."
    waits = counted(session.waits, "personne attend", "personnes attendent", feminine=True)  # type: ignore[attr-defined]
    return f"Elle a commencé, et {waits} encore une place : reportez-les."
