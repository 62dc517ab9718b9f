"""The doors of journeys: opening, moving, closing, reopening, pausing, describing."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.people.models import Person
from crm.people.services import current_membership
from territory.origin import origin_of

from .exchanges import finish_task, log, plan_task
from .facts import FACTS, missing
from .models import ENDS, Acquisition, CloseReason, Journey, JourneyPause, Stage, Track
from .planned_tasks import journey_opened, stage_entered
from .routes import Itinerary, itinerary_of
from .touches import opened_with

if TYPE_CHECKING:
    from django.contrib.auth.models import User

__all__ = [
    "advance",
    "describe",
    "finish_task",
    "log",
    "move",
    "open_journey",
    "pause",
    "plan_task",
    "resume",
]

REOPENS_WITHIN = timedelta(days=730)


@transaction.atomic
def open_journey(
    person: Person,
    track: Track,
    *,
    by: User | None = None,
    owner: User | None = None,
    source: Acquisition | None = None,
    project: str = "",
    horizon: str = "",
    at: datetime | None = None,
) -> Journey:
    """Return the open journey of somebody on a track, opened now when there is none.

    The origin is frozen from the person's commune and country.
    """
    now = at or timezone.now()
    Person.objects.select_for_update().get(pk=person.pk)
    existing = Journey.objects.open().filter(person=person, track=track).first()
    if existing is not None:
        return existing
    earlier = Journey.objects.filter(person=person, track=track).order_by("-closed_at").first()
    membership = current_membership(person)
    journey = Journey.objects.create(
        person=person,
        household=membership.household if membership else None,
        track=track,
        stage=Stage.CONTACT,
        stage_entered_at=now,
        owner=owner,
        opened_at=now,
        source=source,
        origin=origin_of(person.commune, person.country),
        origin_commune=person.commune,
        project=project,
        horizon=horizon,
        follows=earlier,
    )
    if source is not None:
        opened_with(journey, source, at=now)
    record(Action.CREATED, journey, by=by, person_id=person.pk, at=now)
    journey_opened(journey, by=by, at=now)
    return journey


@transaction.atomic
def move(
    journey: Journey,
    to: Stage,
    *,
    by: User | None = None,
    reason: str = "",
    close_reason: str = "",
    at: datetime | None = None,
) -> Journey:
    """The only door between stages. Raises Refused with what is missing, in French."""
    now = at or timezone.now()
    locked = Journey.objects.select_for_update().get(pk=journey.pk)
    before = Stage(locked.stage)
    itinerary = itinerary_of(locked)
    if to not in itinerary.leads(before):
        raise Refused(_why_not(itinerary, before, to))
    if to == Stage.CLOSED:
        _check_closing(close_reason)
    elif before == Stage.CLOSED:
        check_reopening(locked, now)
    elif itinerary.is_back(before, to):
        if not reason.strip():
            raise Refused("Un retour en arrière doit être motivé.")
    elif lacking := missing(locked, to, now):
        raise Refused(lacking)
    locked.stage = to
    locked.stage_entered_at = now
    locked.closed_at = now if to in ENDS else None
    locked.close_reason = close_reason if to == Stage.CLOSED else ""
    locked.save(update_fields=["stage", "stage_entered_at", "closed_at", "close_reason"])
    record(
        Action.MOVED,
        locked,
        by=by,
        person_id=locked.person_id,
        before=before,
        after=to,
        reason=reason or (CloseReason(close_reason).label if to == Stage.CLOSED else ""),
        at=now,
    )
    stage_entered(locked, by=by, at=now)
    journey.refresh_from_db()
    return journey


def _why_not(itinerary: Itinerary, before: Stage, to: Stage) -> str:
    if to not in FACTS:
        return f"L’étape « {to.label} » n’est suivie par aucune fiche de ce CRM."
    if to not in itinerary.stages and to != Stage.CLOSED:
        return f"L’étape « {to.label} » n’est pas sur ce parcours."
    return f"« {before.label} » ne mène pas à « {to.label} »."


def _check_closing(close_reason: str) -> None:
    if close_reason not in set(CloseReason.values) - {""}:
        raise Refused("Choisissez le motif de clôture.")


def check_reopening(journey: Journey, now: datetime) -> None:
    """Raise Refused when a closed journey stays closed."""
    if journey.closed_at and now - journey.closed_at > REOPENS_WITHIN:
        raise Refused("Clos depuis plus de 24 mois : ouvrez un nouveau parcours, lié à celui-ci.")
    if Journey.objects.open().filter(person=journey.person, track=journey.track).exists():
        raise Refused("Cette personne suit déjà ce parcours dans un dossier ouvert.")


def advance(
    journey: Journey, to: Stage, *, by: User | None = None, at: datetime | None = None
) -> None:
    """Let a stage follow a fact that was just written: forward only, silently nothing otherwise."""
    journey.refresh_from_db()
    if not itinerary_of(journey).is_ahead(Stage(journey.stage), to):
        return
    if not missing(journey, to, at or timezone.now()):
        move(journey, to, by=by, at=at)


@transaction.atomic
def describe(
    journey: Journey, *, by: User | None, at: datetime | None = None, **changes: Any
) -> None:
    """Change what is told of a journey: project, horizon, next action, owner. Never its stage."""
    allowed = {"project", "horizon", "next_action", "next_action_at", "owner", "household"}
    if unknown := set(changes) - allowed:
        raise TypeError(f"describe() does not change {unknown}")
    for name, value in changes.items():
        setattr(journey, name, value)
    journey.save(update_fields=[*changes])
    record(
        Action.CHANGED, journey, by=by, person_id=journey.person_id, fields=sorted(changes), at=at
    )


@transaction.atomic
def pause(
    journey: Journey,
    resume_on: date,
    reason: str,
    *,
    by: User | None,
    at: datetime | None = None,
) -> JourneyPause:
    """Pause a journey until a day. Its stage stays."""
    now = at or timezone.now()
    today = timezone.localdate(now)
    Journey.objects.select_for_update().get(pk=journey.pk)
    if journey.closed_at:
        raise Refused("Un parcours clos ne se met pas en pause.")
    if not reason.strip():
        raise Refused("Une pause doit être motivée.")
    if resume_on <= today:
        raise Refused("La date de reprise doit être à venir.")
    if journey.pauses.filter(resume_on__gt=today).exists():
        raise Refused("Ce parcours est déjà en pause.")
    row = JourneyPause.objects.create(
        journey=journey, starts_on=today, resume_on=resume_on, reason=reason
    )
    record(
        Action.CHANGED, journey, by=by, person_id=journey.person_id, fields=["pauses"],
        reason=reason, at=now,
    )  # fmt: skip
    return row


@transaction.atomic
def resume(journey: Journey, *, by: User | None, at: datetime | None = None) -> None:
    """Take a paused journey up again today, before the day that was set."""
    now = at or timezone.now()
    today = timezone.localdate(now)
    Journey.objects.select_for_update().get(pk=journey.pk)
    row = journey.pauses.on(today).first()
    if row is None:
        raise Refused("Ce parcours n’est pas en pause.")
    if row.starts_on == today:
        row.delete()
    else:
        row.resume_on = today
        row.save(update_fields=["resume_on"])
    record(Action.CHANGED, journey, by=by, person_id=journey.person_id, fields=["pauses"], at=now)
