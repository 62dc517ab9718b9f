"""The next Forum at the desk: its lists frozen two days before, two of those who asked for it called back."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.utils import timezone

from crm.checkin.calls import answer, asked
from crm.checkin.models import CallOutcome
from crm.journal.models import Action
from crm.journal.services import record
from crm.journeys.exchanges import Said, Then
from crm.journeys.first_contact import FirstContact, welcome
from crm.journeys.models import AcquisitionKind, Direction, InteractionKind, Track
from crm.journeys.sources import Source
from crm.people.services import Identity
from crm.registrations.models import Registration
from crm.registrations.seats import lock_roster
from forum.models import Edition

from .stage import Scene

PROJECT = "Quitter la ville avec son emploi : son employeur accepte trois jours à distance."
SAID = "Rappelée comme elle l’avait demandé. Elle viendra au Forum avec ses questions sur le bail."


def play_checkin(scene: Scene) -> None:
    edition = Edition.objects.to_come(scene.today).first()
    if edition is None:
        return
    calls = list(asked(Registration.objects.filter(edition=edition))[:2])
    if len(calls) < 2:
        return
    _freeze(edition, scene)
    _opened(calls[0], scene)
    answer(calls[1], CallOutcome.NO_PROJECT, by=scene.adviser, at=scene.ago(1, 15))


def _freeze(edition: Edition, scene: Scene) -> None:
    roster = lock_roster(edition)
    day = edition.starts_on - timedelta(days=2)
    roster.frozen_at = timezone.make_aware(datetime.combine(day, time(12)))
    roster.save(update_fields=["frozen_at"])
    record(Action.CHANGED, roster, by=scene.manager, fields=["frozen_at"], at=scene.ago(6))


def _opened(row: Registration, scene: Scene) -> None:
    at = scene.ago(1, 11)
    contact = FirstContact(
        identity=Identity(row.last_name, row.first_name, email=row.email),
        said=Said(InteractionKind.CALL, Direction.OUT),
        track=Track.RELOCATION,
        source=Source(AcquisitionKind.FORUM, row.declared_source, row.edition),
        text=SAID,
        project=PROJECT,
        then=Then(label="Lui envoyer l’offre de logement passerelle"),
    )
    journey = welcome(contact, by=scene.adviser, at=at)
    answer(row, CallOutcome.OPENED, person=journey.person, by=scene.adviser, at=at)
