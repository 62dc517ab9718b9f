"""What applications put in an advisor's day."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils import timezone

from crm.journeys.day import Block, Line
from crm.registers.words import counted
from editorial.dates import day as written
from training.models import Session

from .models import SEATED, Application, EnrolmentState, RosterState, Submission
from .queue import LATE_AFTER

A_BLOCK = 20
SOON = timedelta(days=45)


def to_study(user: User, at: datetime) -> Block | None:
    """Applications nobody has decided, the oldest first."""
    if not user.has_perm("crm_applications.decide_application"):
        return None
    rows = Application.objects.to_study().select_related("person", "session__course")
    total = rows.count()
    lines = [_application(row, at) for row in rows.order_by("submitted_at", "pk")[:A_BLOCK]]
    told = f"{counted(total, 'candidature', feminine=True)} à étudier"
    return Block(
        "candidatures", "Candidatures à étudier", lines, total, told, reverse("crm_applications")
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


def to_review(user: User, at: datetime) -> Block | None:
    """Forms whose sender may already have a file."""
    if not user.has_perms(["crm_applications.decide_application", "crm_people.read_file"]):
        return None
    rows = Submission.objects.to_review().select_related("matched_person")
    total = rows.count()
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
        for row in rows.order_by("received_at", "pk")[:A_BLOCK]
    ]
    told = f"{counted(total, 'formulaire')} à rapprocher"
    return Block(
        "formulaires", "Formulaires à rapprocher", lines, total, told, reverse("crm_submissions")
    )


def short_groups(user: User, at: datetime) -> Block | None:
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
        for row in rows[:A_BLOCK]
    ]
    told = f"{counted(len(lines), 'session', feminine=True)} sous le minimum"
    return Block(
        "sessions", "Sessions à compléter", lines, len(lines), told, reverse("crm_rosters")
    )
