"""What changes hands, in the day of those it concerns; and the pauses that end."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.db.models import Count, F, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from crm.registers.batch import Steps, first, stepwise, together
from crm.registers.words import counted
from editorial.dates import day as written

from .day import Block, Line
from .models import HandOver, Journey, JourneyPause, Replacement
from .team import called

if TYPE_CHECKING:
    from django.contrib.auth.models import User

TOLD_FOR = timedelta(days=14)
A_WEEK = timedelta(days=6)
LINES = 15
HAND_OVER = "crm_journeys.hand_over_journey"


@stepwise
def received(user: User, at: datetime) -> Steps[Block | None]:
    """The journeys that were handed to somebody lately and that they still follow."""
    rows = _lately(at).filter(taker=user, journey__owner=user).select_related(
        "journey__person", "giver"
    )  # fmt: skip
    found = yield from first(rows.order_by("at", "pk"))
    latest = {row.journey_id: row for row in found.rows}
    lines = [
        Line(
            label=str(row.journey.person),
            url=reverse("crm_person", args=[row.journey.person_id]),
            why=f"{f'Par {called(row.giver)}' if row.giver else 'N’avait pas de référent'} : "
            f"{row.reason}",
            when=written(timezone.localdate(row.at), year=False),
        )
        for row in list(latest.values())[::-1]
    ]
    told = f"{counted(len(lines), 'parcours reçu', 'parcours reçus')}"
    return Block("relais", "Parcours qui vous sont confiés", lines[:LINES], len(lines), told)


@stepwise
def given(user: User, at: datetime) -> Steps[Block | None]:
    """What somebody handed over lately, a line a colleague."""
    rows = _lately(at).filter(giver=user).exclude(taker=user).select_related("taker")
    found = yield from first(rows)
    takers = Counter(row.taker for row in found.rows if row.taker)
    lines = [
        Line(
            label=f"{counted(number, 'parcours', 'parcours').capitalize()} à {called(taker)}",
            url=f"{reverse('crm_journeys')}?owner={taker.pk}",
            why="dans sa journée, désormais",
            icon="users",
        )
        for taker, number in takers.items()
    ]
    total = sum(takers.values())
    told = counted(total, "parcours confié", "parcours confiés")
    return Block("confies", "Ce que vous avez confié", lines, total, told, aside=True)


def _lately(at: datetime) -> QuerySet[HandOver]:
    return HandOver.objects.filter(
        at__gt=at - TOLD_FOR,
        at__lte=at,
        journey__closed_at__isnull=True,
        journey__person__anonymised_at__isnull=True,
    )


@stepwise
def replacements(user: User, at: datetime) -> Steps[Block | None]:
    """Whom one stands in for today, and who stands in for oneself."""
    rows = (
        Replacement.objects.on(timezone.localdate(at))
        .filter(Q(absent=user) | Q(substitute=user))
        .select_related("absent", "substitute")
    )
    found = yield from first(rows)
    lines = [_replacement(row, user) for row in found.rows]
    told = counted(len(lines), "remplacement en cours", "remplacements en cours")
    return Block("remplacements", "Remplacements", lines, len(lines), told, aside=True)


def _replacement(row: Replacement, user: User) -> Line:
    until = f"jusqu’au {written(row.ends_on)} : {row.reason}"
    if row.absent_id == user.pk:
        label, url = f"{called(row.substitute)} vous remplace", reverse("crm_relay")
    else:
        label = f"Vous remplacez {called(row.absent)}"
        url = f"{reverse('crm_journeys')}?owner={row.absent_id}"
    return Line(label=label, url=url, why=until, icon="users")


@stepwise
def closed_accounts(user: User, at: datetime) -> Steps[Block | None]:
    """Accounts that were closed and still own open journeys, for those who may hand them over."""
    if not user.has_perm(HAND_OVER):
        return None
    open_ones = Journey.objects.open().filter(
        owner__is_active=False, person__anonymised_at__isnull=True
    )
    carried = open_ones.order_by().values_list("owner")
    carriers = get_user_model().objects.filter(pk__in=carried).order_by("last_name", "pk")
    counts, owners = yield from together([first(carried.annotate(n=Count("pk"))), first(carriers)])
    held = dict(counts.rows)
    lines = [
        Line(
            label=f"{called(owner)}, compte fermé",
            url=f"{reverse('crm_relay')}?de={owner.pk}",
            why=f"{counted(held[owner.pk], 'parcours ouvert', 'parcours ouverts')}"
            " à confier.".capitalize(),
            when="à confier",
            late=True,
            icon="users",
        )
        for owner in owners.rows
    ]
    told = counted(len(lines), "compte fermé à relayer", "comptes fermés à relayer")
    return Block("comptes", "Parcours sans référent actif", lines, len(lines), told)


@stepwise
def resumed(user: User, at: datetime) -> Steps[Block | None]:
    """Pauses that end today; those of the week stay as long as nobody said what comes next."""
    today = timezone.localdate(at)
    rows = (
        JourneyPause.objects.filter(
            Q(resume_on=today) | Q(journey__next_action_at__isnull=True),
            resume_on__range=(today - A_WEEK, today),
            starts_on__lt=F("resume_on"),
            journey__in=Journey.objects.running(today).owned_by(user, today),
            journey__person__anonymised_at__isnull=True,
        )
        .select_related("journey__person")
        .order_by("-resume_on", "pk")
    )
    found = yield from first(rows, LINES)
    lines = [
        Line(
            label=str(row.journey.person),
            url=reverse("crm_person", args=[row.journey.person_id]),
            why=f"La pause s’achève : {row.reason}",
            when="aujourd’hui" if row.resume_on == today else written(row.resume_on, year=False),
        )
        for row in found.rows
    ]
    told = counted(found.total, "reprise", feminine=True)
    return Block("reprises", "Parcours qui reprennent", lines, found.total, told)
