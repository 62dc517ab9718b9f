"""What this room tells of a person: partners invited, their access opened and ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm.journeys.models import Journey
from crm.journeys.team import called
from crm.journeys.timeline import Moment
from crm.people.models import Person
from crm.registers.batch import Steps, first, stepwise

from .models import Helper

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@stepwise
def circle(person: Person, user: User) -> Steps[list[Moment]]:
    if not user.has_perm("crm_circle.view_helper"):
        return []
    mine = Journey.objects.filter(person=person).seen_by(user)
    found = yield from first(
        Helper.objects.filter(journey__in=mine.values("pk")).select_related(
            "invited_by", "revoked_by"
        )
    )
    rows = found.rows
    invited = [
        Moment(
            at=row.invited_at,
            icon="users",
            title=f"{row.name} invité au cercle d’aide",
            text=row.role,
            author=called(row.invited_by),
            kind="settling",
        )
        for row in rows
    ]
    ended = [
        Moment(
            at=row.revoked_at,
            icon="circle-x",
            title=f"Accès retiré à {row.name}",
            text=row.revoked_reason,
            author=called(row.revoked_by),
            kind="settling",
        )
        for row in rows
        if row.revoked_at
    ]
    return invited + ended
