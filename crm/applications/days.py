"""What applications put in an advisor's day."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.contrib.auth.models import User
from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils import timezone

from crm.journeys.day import Block, Line
from crm.journeys.deadlines import Deadline
from crm.registers.batch import Steps, first, stepwise
from crm.registers.words import counted
from editorial.dates import day as written
from training.models import Session

from .models import SEATED, Application, EnrolmentState, RosterState, Submission
from .queue import LATE_AFTER, undecided

A_BLOCK = 20
SOON = timedelta(days=45)


@stepwise
def to_study(user: User, at: datetime) -> Steps[Block | None]:
    """Applications nobody has decided, the oldest first."""
    if not user.has_perm("crm_applications.decide_application"):
        return None
    rows = Application.objects.to_study().select_related("person", "session__course")
    found = yield from first(rows.order_by("submitted_at", "pk"), A_BLOCK)
    lines = [_application(row, at) for row in found.rows]
    told = f"{counted(found.total, 'candidature', feminine=True)} à étudier"
    return Block(
        "candidatures",
        "Candidatures à étudier",
        lines,
        found.total,
        told,
        reverse("crm_applications"),
    )


def _application(row: Application, at: datetime) -> Line:
    sent = row.submitted_at or at
    days = (at - sent).days
    return Line(
        label=f"Candidature de {row.person}",
        url=reverse("crm_application", args=[row.pk]),
        why=f"{row.session or 'Sans session choisie'}, {row.get_origin_display()}.",
        when=counted(days, "jour") if days else "aujourd’hui",
        late=at - sent > LATE_AFTER,
    )


@stepwise
def decisions(user: User, at: datetime, until: date) -> Steps[list[Deadline]]:
    """The applications that wait for a decision beyond the time given to it, in one line."""
    if not user.has_perm("crm_applications.decide_application"):
        return []
    late = undecided().filter(submitted_at__lt=at - LATE_AFTER)
    found = yield from first(
        late.order_by("submitted_at").values_list("submitted_at", flat=True), 1
    )
    if not found.rows:
        return []
    (oldest,), several = found.rows, found.total
    wait = "attend" if several == 1 else "attendent"
    told = counted(several, "candidature", feminine=True).capitalize()
    return [
        Deadline(
            timezone.localdate(oldest + LATE_AFTER),
            f"{told} {wait} une décision",
            reverse("crm_applications"),
            f"Envoyée{'s' if several > 1 else ''} il y a plus de {LATE_AFTER.days} jours.",
        )
    ]


@stepwise
def to_review(user: User, at: datetime) -> Steps[Block | None]:
    """Forms whose sender may already have a file."""
    if not user.has_perms(["crm_applications.decide_application", "crm_people.read_file"]):
        return None
    rows = Submission.objects.to_review().select_related("matched_person")
    found = yield from first(rows.order_by("received_at", "pk"), A_BLOCK)
    lines = [
        Line(
            label=f"{row.payload.get('first_name', '')} {row.payload.get('last_name', '')}".strip()
            or str(row),
            url=reverse("crm_submission", args=[row.pk]),
            why=f"Ressemble au dossier n° {row.matched_person.file_number}."
            if row.matched_person
            else "",
            when=written(timezone.localdate(row.received_at), year=False),
            icon="copy",
        )
        for row in found.rows
    ]
    told = f"{counted(found.total, 'formulaire')} à rapprocher"
    return Block(
        "formulaires",
        "Formulaires à rapprocher",
        lines,
        found.total,
        told,
        reverse("crm_submissions"),
    )


@stepwise
def short_groups(user: User, at: datetime) -> Steps[Block | None]:
    """Sessions that start soon with fewer confirmed places than a group needs."""
    if not user.has_perm("crm_applications.change_roster"):
        return None
    today = timezone.localdate(at)
    sure = [state for state in SEATED if state != EnrolmentState.OFFERED]
    decided = Q(roster__state__in=[RosterState.SELECTION]) | Q(roster__isnull=True)
    rows = (
        Session.objects.standing()
        .filter(decided, starts_on__gt=today, starts_on__lte=today + SOON)
        .annotate(sure=Count("roster__enrolments", filter=Q(roster__enrolments__state__in=sure)))
        .filter(sure__lt=F("seats_min"))
        .select_related("course")
        .order_by("starts_on", "pk")
    )
    found = yield from first(rows, A_BLOCK)
    lines = [
        Line(
            label=str(row),
            url=reverse("crm_roster", args=[row.pk]),
            why=f"{counted(row.sure, 'place confirmée', 'places confirmées', feminine=True)}"
            f" sur {row.seats_min} au moins.".capitalize(),
            when=written(row.starts_on, year=False),
            late=row.starts_on - today <= timedelta(days=14),
            icon="users",
        )
        for row in found.rows
    ]
    told = f"{counted(len(lines), 'session', feminine=True)} sous le minimum"
    return Block(
        "sessions", "Sessions à compléter", lines, len(lines), told, reverse("crm_rosters")
    )
