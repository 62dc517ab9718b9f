"""The day of an advisor: what partners wrote, and accesses that end soon."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from crm.journeys.day import Block, Line
from crm.journeys.models import Journey
from crm.registers.batch import Steps, first, stepwise
from crm.registers.words import counted
from editorial.dates import day as written

from .models import Helper, HelperWord

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LINES = 15


@stepwise
def words(user: User, at: datetime) -> Steps[Block | None]:
    """What the partners of one's journeys wrote, and nobody read yet."""
    if not user.has_perm("crm_circle.view_helper"):
        return None
    mine = Journey.objects.owned_by(user, timezone.localdate(at))
    found = HelperWord.objects.waiting().filter(helper__journey__in=mine.values("pk"))
    rows = found.select_related("helper__journey__person", "need").order_by("at", "pk")
    waiting = yield from first(rows, LINES)
    return Block(
        name="circle",
        heading="Mots des partenaires",
        lines=[
            Line(
                label=str(row.helper.journey.person),
                url=reverse("crm_person", args=[row.helper.journey.person_id]) + "#circle",
                why=f"{row.helper.name}, {row.get_said_display()}",
                when=written(timezone.localdate(row.at), year=False),
                icon="users",
            )
            for row in waiting.rows
        ],
        total=waiting.total,
        told=counted(waiting.total, "mot de partenaire à lire", "mots de partenaires à lire"),
    )


@stepwise
def ending(user: User, at: datetime) -> Steps[Block | None]:
    """The accesses of one's journeys that end soon."""
    if not user.has_perm("crm_circle.view_helper"):
        return None
    today = timezone.localdate(at)
    limit = today + timedelta(days=settings.CIRCLE["ending_days"])
    mine = Journey.objects.owned_by(user, today)
    found = Helper.objects.seeing(today).filter(journey__in=mine.values("pk"), ends_on__lte=limit)
    rows = found.select_related("journey__person").order_by("ends_on", "pk")
    waiting = yield from first(rows, LINES)
    return Block(
        name="circle-ending",
        heading="Partages qui s’achèvent",
        lines=[
            Line(
                label=str(row.journey.person),
                url=reverse("crm_person", args=[row.journey.person_id]) + "#circle",
                why=f"{row.name}, {row.role}",
                when=written(row.ends_on, year=False),
                icon="users",
            )
            for row in waiting.rows
        ],
        total=waiting.total,
        told=counted(waiting.total, "partage qui s’achève", "partages qui s’achèvent"),
        aside=True,
    )
