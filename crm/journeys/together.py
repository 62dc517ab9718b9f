"""Many journeys opened or moved at once: the same rows, facts and lines of the journal as one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

from django.db import transaction

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import line, record_all
from crm.people.models import HouseholdMember, Person
from crm.people.together import AT_ONCE, in_lots
from territory.models import Commune, Origin
from territory.origin import origin_of

from .facts import missing
from .models import PATHS, Journey, Stage, Track

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True)
class Opening:
    """The first journey of somebody on a track."""

    person: Person
    track: Track
    at: datetime
    project: str = ""
    horizon: str = ""


@transaction.atomic
def open_journeys(openings: Sequence[Opening], *, by: User | None) -> list[Journey]:
    """Open the first journey of each, in their order. Raises Refused when somebody has one already."""
    _check_first(openings)
    homes = _homes(openings)

    @cache
    def origin(commune: Commune | None, country: str) -> Origin:
        return origin_of(commune, country)

    journeys = [
        Journey(
            person=opening.person,
            household_id=homes.get(opening.person.pk),
            track=opening.track,
            stage=Stage.CONTACT,
            stage_entered_at=opening.at,
            opened_at=opening.at,
            origin=origin(opening.person.commune, opening.person.country),
            origin_commune=opening.person.commune,
            project=opening.project,
            horizon=opening.horizon,
        )
        for opening in openings
    ]
    Journey.objects.bulk_create(journeys, batch_size=AT_ONCE)
    record_all(
        line(Action.CREATED, journey, by=by, person_id=journey.person_id, at=journey.opened_at)
        for journey in journeys
    )
    return journeys


def _check_first(openings: Sequence[Opening]) -> None:
    for lot in in_lots(openings):
        known = Journey.objects.filter(person__in=[opening.person for opening in lot])
        if journey := known.select_related("person").first():
            raise Refused(f"{journey.person} a déjà un parcours.")


def _homes(openings: Sequence[Opening]) -> dict[int, int]:
    found: dict[int, int] = {}
    for lot in in_lots(openings):
        rows = HouseholdMember.objects.filter(
            person__in=[opening.person for opening in lot], ends_on__isnull=True
        )
        found |= dict(rows.values_list("person_id", "household_id"))
    return found


@transaction.atomic
def enter_together(
    journeys: Sequence[Journey], to: Stage, *, by: User | None, at: Sequence[datetime]
) -> None:
    """Let journeys just opened follow a fact that was just written, each at its own moment.

    Those that lack a fact stay where they are, as with advance().
    """
    moved = []
    for journey, moment in zip(journeys, at, strict=True):
        if to in PATHS[Stage(journey.stage)] and not missing(journey, to, moment):
            moved.append((journey, Stage(journey.stage), moment))
            journey.stage, journey.stage_entered_at = to, moment
    Journey.objects.bulk_update(
        [journey for journey, _, _ in moved], ["stage", "stage_entered_at"], batch_size=AT_ONCE
    )
    record_all(
        line(
            Action.MOVED, journey, by=by, person_id=journey.person_id, before=before, after=to,
            at=moment,
        )
        for journey, before, moment in moved
    )  # fmt: skip
