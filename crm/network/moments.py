"""What this room tells of a person: whom they were introduced to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm.journeys.team import called
from crm.journeys.timeline import Moment
from crm.people.models import Person
from crm.registers.batch import Steps, first, stepwise

from .models import Introduction

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@stepwise
def network(person: Person, user: User) -> Steps[list[Moment]]:
    if not user.has_perm("crm_network.view_card"):
        return []
    rows = Introduction.objects.of(person).select_related("first", "second", "by")
    found = yield from first(rows)
    return [
        Moment(
            at=row.at,
            icon="users",
            title=f"Mise en relation avec {row.second if row.first_id == person.pk else row.first}",
            text=row.words,
            author=called(row.by),
            kind="support",
        )
        for row in found.rows
    ]
