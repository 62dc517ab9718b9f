"""What residences put in an advisor's day: requests to answer, agreements to sign, reviews to hold."""

from __future__ import annotations

from datetime import date, datetime

from django.contrib.auth.models import User
from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils import timezone

from crm.journeys.day import Block, Line
from crm.journeys.deadlines import Deadline
from crm.registers.batch import Steps, first, stepwise, together
from crm.registers.words import counted
from editorial.dates import day as written
from editorial.dates import period

from .clock import clock
from .models import Party, Residence, ResidencePost, ResidenceState

A_BLOCK = 15
RIGHTS = ("crm_residences.change_residence", "crm_people.read_file")


def address(row: Residence) -> str:
    return reverse("crm_residence", args=[row.pk])


@stepwise
def to_answer(user: User, at: datetime) -> Steps[Block | None]:
    """Requests of the site that nobody put in a file, then those to decide, the most pressing first."""
    if not user.has_perms(RIGHTS):
        return None
    posts = ResidencePost.objects.new().order_by("received_at", "pk")
    rows = Residence.objects.to_decide().select_related("person")
    pressing = rows.order_by(F("decision_due_at").asc(nulls_last=True), "pk")
    posted, to_decide = yield from together([first(posts, A_BLOCK), first(pressing, A_BLOCK)])
    lines = [_posted(post, at) for post in posted.rows]
    lines += [_to_decide(row, at) for row in to_decide.rows[: A_BLOCK - len(lines)]]
    total = posted.total + to_decide.total
    return Block(
        "residences",
        "Résidences à décider",
        lines,
        total,
        counted(total, "demande de résidence", "demandes de résidence", feminine=True),
        reverse("crm_residences"),
    )


def _posted(post: ResidencePost, at: datetime) -> Line:
    days = (timezone.localdate(at) - timezone.localdate(post.received_at)).days
    return Line(
        label=post.told.name or "Demande du site",
        url=reverse("crm_residence_post", args=[post.pk]),
        why="Demande du site à rattacher à un dossier.",
        when=counted(days, "jour") if days > 0 else "aujourd’hui",
        late=days > 1,
        icon="mail",
    )


def _to_decide(row: Residence, at: datetime) -> Line:
    left = clock(row.decision_due_at, at) if row.decision_due_at else None
    return Line(
        label=str(row.person),
        url=address(row),
        why=f"Résidence {row.get_kind_display()}, {period(row.starts_on, row.ends_on)}.",
        when=left.words if left else "sans comité",
        late=bool(left and left.late),
        icon="hourglass",
    )


@stepwise
def to_sign(user: User, at: datetime) -> Steps[Block | None]:
    """Residences that are granted and lack an agreement, or a signature."""
    if not user.has_perms(RIGHTS):
        return None
    today = timezone.localdate(at)
    standing = Q(agreements__replaced_at__isnull=True)
    rows = (
        Residence.objects.in_state(ResidenceState.GRANTED)
        .annotate(
            issued=Count("agreements", filter=standing, distinct=True),
            signed=Count("agreements__signatures", filter=standing, distinct=True),
        )
        .filter(signed__lt=len(Party))
        .select_related("person")
    )
    found = yield from first(rows.order_by("starts_on", "pk"), A_BLOCK)
    lines = [
        Line(
            label=str(row.person),
            url=address(row),
            why=_signing(row.issued, row.signed),
            when=f"début le {written(row.starts_on, year=False)}",
            late=row.starts_on <= today,
            icon="file-text",
        )
        for row in found.rows
    ]
    return Block(
        "residence-agreements",
        "Conventions de résidence à signer",
        lines,
        found.total,
        counted(found.total, "convention de résidence à signer", "conventions de résidence à signer", feminine=True),
        reverse("crm_residences"),
    )  # fmt: skip


def _signing(issued: int, signed: int) -> str:
    if not issued:
        return "Convention à établir."
    left = len(Party) - signed
    return f"Il manque {counted(left, 'signature', feminine=True)}."


@stepwise
def to_review(user: User, at: datetime) -> Steps[Block | None]:
    if not user.has_perms(RIGHTS):
        return None
    rows = Residence.objects.in_state(ResidenceState.ENDED).select_related("person")
    found = yield from first(rows.order_by("review_due_on", "pk"), A_BLOCK)
    today = timezone.localdate(at)
    lines = [
        Line(
            label=str(row.person),
            url=address(row),
            why=_appointment(row),
            when=f"avant le {written(row.review_due_on, year=False)}" if row.review_due_on else "",
            late=bool(row.review_due_on and row.review_due_on < today),
            icon="calendar-days",
        )
        for row in found.rows
    ]
    return Block(
        "residence-reviews",
        "Bilans de résidence à tenir",
        lines,
        found.total,
        counted(found.total, "bilan de résidence à tenir", "bilans de résidence à tenir"),
        reverse("crm_residences"),
    )


def _appointment(row: Residence) -> str:
    if row.review_at is None:
        return "Rendez-vous à fixer."
    return f"Rendez-vous le {written(timezone.localdate(row.review_at), year=False)}."


@stepwise
def deadlines(user: User, at: datetime, until: date) -> Steps[list[Deadline]]:
    """The answers that are owed, on their day."""
    if not user.has_perms(RIGHTS):
        return []
    rows = Residence.objects.to_decide().filter(decision_due_at__isnull=False)
    due = rows.select_related("person").order_by("decision_due_at")[:A_BLOCK]
    found = yield from first(due)
    owed = [
        Deadline(
            on=timezone.localdate(row.decision_due_at),
            label=str(row.person),
            url=address(row),
            why=f"Réponse à une demande de résidence {row.get_kind_display()}.",
        )
        for row in found.rows
        if row.decision_due_at
    ]
    return [one for one in owed if one.on <= until]
