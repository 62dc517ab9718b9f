"""Many applications filed at once by people who are new: the same rows and stages as apply() makes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from crm.journal.models import Action
from crm.journal.services import line, record_all
from crm.journeys.models import Journey, Stage, Track
from crm.journeys.together import Opening, enter_together, open_journeys
from crm.people.models import Person
from crm.people.services import heard_from
from crm.people.together import AT_ONCE
from training.models import Session

from .models import Application, ApplicationState

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True)
class Filing:
    """The first application of somebody who has no journey yet."""

    person: Person
    session: Session | None
    at: datetime
    track: Track = Track.INDEPENDENT
    project: str = ""
    horizon: str = ""
    experience_years: int | None = None
    needs: str = ""


@transaction.atomic
def apply_together(
    filings: Sequence[Filing], *, by: User | None
) -> tuple[list[Application], list[Journey]]:
    """File the applications, their journeys opened and brought along, in their order.

    Raises Refused when somebody has a journey already.
    """
    journeys = open_journeys(
        [
            Opening(filing.person, filing.track, filing.at, filing.project, filing.horizon)
            for filing in filings
        ],
        by=by,
    )
    applications = [
        Application(
            person=filing.person,
            journey=journey,
            session=filing.session,
            state=ApplicationState.SUBMITTED,
            submitted_at=filing.at,
            origin=journey.origin,
            origin_commune=filing.person.commune,
            status_at_entry=filing.person.professional_status,
            project=filing.project,
            experience_years=filing.experience_years,
            needs=filing.needs,
        )
        for filing, journey in zip(filings, journeys, strict=True)
    ]
    Application.objects.bulk_create(applications, batch_size=AT_ONCE)
    record_all(
        line(Action.CREATED, row, by=by, person_id=row.person_id, at=row.submitted_at)
        for row in applications
    )
    for filing in filings:
        if filing.person.last_inbound_at < filing.at:
            heard_from(filing.person, at=filing.at)
    enter_together(journeys, Stage.APPLICANT, by=by, at=[filing.at for filing in filings])
    return applications, journeys
