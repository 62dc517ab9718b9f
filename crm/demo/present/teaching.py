"""A calendar under way: its trainer, its room, works to read, a half-day to come."""

from __future__ import annotations

from contextlib import suppress

from django.contrib.auth.models import User

from crm.applications.attendance.modules import hand_in
from crm.applications.calendar.conflicts import Plan
from crm.applications.calendar.planning import HOURS, add_half_day, plan_weeks
from crm.applications.calendar.whose import name_trainers
from crm.applications.calendar.windows import distance_modules, proposed, set_windows
from crm.applications.models import Enrolment, EnrolmentState, SignedBy
from crm.journal.refusal import Refused
from telecentre.models import Space, SpaceKind
from training.models import Session

from .stage import Scene


def play_teaching(scene: Scene) -> None:
    """The session under way and the next one have a calendar; two works wait for their trainer."""
    trainer = User.objects.filter(username="formateur").first()
    rooms = Space.objects.valid_on(scene.today).exclude(
        kind__in=[SpaceKind.OFFICE, SpaceKind.OPEN_DESK]
    )
    space = rooms.order_by("-seats", "pk").first()
    for session in filter(None, [scene.underway, scene.tonight]):
        _lay(scene, session, trainer, space)
    if scene.underway:
        _hand_in(scene, scene.underway)
        _gather(scene, scene.underway, trainer, space)


def _lay(scene: Scene, session: Session, trainer: User | None, space: Space | None) -> None:
    at = scene.ago(30)
    if not session.weeks.exists():
        return
    try:
        plan_weeks(session, trainer=trainer, space=space, by=scene.manager, at=at)
    except Refused:
        # Two sessions of the catalogue share a week: this one finds its room later.
        plan_weeks(session, by=scene.manager, at=at)
    set_windows(session, proposed(session), by=scene.manager, at=at)
    if trainer:
        name_trainers(session, [trainer], by=scene.manager, at=at)


def _gather(scene: Scene, session: Session, trainer: User | None, space: Space | None) -> None:
    """The group meets today: there is something to sign, unless today is a day of its weeks already."""
    title = "Point d’étape : où en est votre projet"
    for half, hours in HOURS.items():
        plan = Plan(scene.today, half, *hours, title=title, trainer=trainer, space=space)
        with suppress(Refused):
            add_half_day(session, plan, by=scene.manager, at=scene.ago(10))


def _hand_in(scene: Scene, session: Session) -> None:
    modules = distance_modules(session)[3:5]
    rows = Enrolment.objects.filter(roster__session=session, state=EnrolmentState.STARTED)
    for enrolment, module, days in zip(
        rows.order_by("seat__number"), modules, (4, 1), strict=False
    ):
        hand_in(enrolment, module, how=SignedBy.LINK, at=scene.ago(days))
