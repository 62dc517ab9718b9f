"""Families that settle, plans and their reviews, activities, answers to follow-ups, half-days of work."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.conf import settings
from django.utils import timezone

from crm.registers.calendar import add_months
from crm.support.models import (
    ActivityCreation,
    ActivityKind,
    FollowUp,
    FollowUpAnswer,
    PlanBasis,
    PlanState,
    Review,
    Settlement,
    SettlementState,
    SupportPlan,
)
from crm.workspaces.models import HalfDay, Presence
from telecentre.models import Site

from ..days import at_hour, weekdays
from .cast import Actor, Cast
from .rows import written
from .sizes import FAMILIES, Lot
from .training import LENGTH

SUPPORTED = {Lot.SETTLED, Lot.TRAINED, Lot.ALUMNUS}
SUMMARY = "Activité lancée, premiers clients."
# Days for which the present hold their reviews late, those who work at the telecentre, and since when.
LATE, WORKERS, WORKED_DAYS = 20, 200, 60


def follow_up(actors: list[Actor], cast: Cast) -> None:
    """Write what comes after a training or a move."""
    families = [actor for actor in actors if actor.lot in FAMILIES]
    written(Settlement, (_settlement(actor, cast) for actor in families))
    supported = [actor for actor in actors if actor.lot in SUPPORTED]
    plans = written(SupportPlan, (_plan(actor) for actor in supported))
    written(Review, _reviews(plans, cast))
    trained = [actor for actor in supported if actor.lot != Lot.SETTLED]
    written(ActivityCreation, _activities(trained, cast))
    written(FollowUp, _answers(trained, cast))
    written(Presence, _half_days(trained[-WORKERS:], cast))


def _settlement(actor: Actor, cast: Cast) -> Settlement:
    here = actor.lot == Lot.SETTLED
    children = cast.chance.randint(0, 3)
    return Settlement(
        household_id=actor.household,
        journey_id=actor.journey,
        state=SettlementState.MOVED_IN if here else SettlementState.INTENDED,
        commune=cast.chance.choice(cast.crowd.home),
        origin_commune=actor.commune,
        move_in_on=timezone.localdate(actor.entered_at) if here else None,
        adults=cast.chance.randint(1, 2),
        children=children,
        children_schooled=min(children, cast.chance.randint(0, 3)),
    )


def _begins(actor: Actor) -> date:
    if actor.session_starts_on is None:
        return timezone.localdate(actor.entered_at)
    return actor.session_starts_on + LENGTH


def _plan(actor: Actor) -> SupportPlan:
    starts_on, months = _begins(actor), settings.SUPPORT_MONTHS
    ends_on = add_months(starts_on, months)
    over = actor.lot == Lot.ALUMNUS
    return SupportPlan(
        person_id=actor.person,
        household_id=actor.household or None,
        basis=PlanBasis.SETTLED if actor.lot == Lot.SETTLED else PlanBasis.TRAINED,
        state=PlanState.ENDED if over else PlanState.ACTIVE,
        starts_on=starts_on,
        months=months,
        ends_on=ends_on,
        ended_on=ends_on if over else None,
    )


def _reviews(plans: list[SupportPlan], cast: Cast) -> Iterator[Review]:
    for plan in plans:
        for month in settings.SUPPORT_REVIEW_MONTHS:
            due_on = add_months(plan.starts_on, month)
            held = due_on < cast.today - timedelta(days=LATE)
            if month <= plan.months:
                yield Review(
                    plan=plan,
                    month=month,
                    due_on=due_on,
                    held_at=at_hour(due_on) if held else None,
                    summary=SUMMARY if held else "",
                )


def _activities(trained: list[Actor], cast: Cast) -> Iterator[ActivityCreation]:
    """Half of those who came to a session start something in the months that follow it."""
    for actor in trained:
        if cast.chance.random() < 0.5:
            begun = _begins(actor) + timedelta(days=cast.chance.randint(1, 40))
            yield ActivityCreation(
                person_id=actor.person,
                journey_id=actor.journey,
                kind=cast.chance.choice([ActivityKind.CREATION, ActivityKind.HIRED]),
                trade=cast.chance.choice(cast.crowd.words["trades"]),
                commune=cast.chance.choice(cast.crowd.home),
                started_on=begun,
            )


def _answers(trained: list[Actor], cast: Cast) -> Iterator[FollowUp]:
    for actor in trained:
        if cast.chance.random() < 0.7:
            yield FollowUp(
                person_id=actor.person,
                asked_on=timezone.localdate(_recently(cast)),
                answer=cast.chance.choice(list(FollowUpAnswer)),
            )


def _recently(cast: Cast) -> datetime:
    return cast.ago(400)


def _half_days(workers: list[Actor], cast: Cast) -> Iterator[Presence]:
    """One morning in five, over the last weeks."""
    site = Site.objects.open_on(cast.today).order_by("opened_on").first()
    if site is None:
        return
    days = weekdays(cast.today - timedelta(days=WORKED_DAYS), cast.today - timedelta(days=1))
    for rank, actor in enumerate(workers):
        for day in days[rank % 5 :: 5]:
            yield Presence(person_id=actor.person, site=site, date=day, half=HalfDay.MORNING)
