"""What waits, in the day of those who follow the plans: reviews, milestones, terms, activities to ask about."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst

from crm.journeys.day import Block, Line
from crm.journeys.team import called
from crm.people.models import Person
from crm.registers.batch import Steps, first, stepwise, together
from crm.registers.calendar import add_months
from crm.registers.words import counted
from editorial.dates import day as written

from .check_days import GIVEN_UP
from .models import (
    RUNNING_PLANS,
    ActivityCheck,
    Milestone,
    MilestoneState,
    Review,
    SupportPlan,
)
from .plan_list import ALONE, ENDING, LATE, notice_until

if TYPE_CHECKING:
    from django.contrib.auth.models import User

AHEAD = timedelta(days=7)
LINES = 15


@stepwise
def due_reviews(user: User, at: datetime) -> Steps[Block | None]:
    """Reviews past or within a week, of the plans that the user follows or nobody does."""
    if not user.has_perm("crm_support.view_supportplan"):
        return None
    today = timezone.localdate(at)
    due = Review.objects.to_hold(today).filter(_followed_by(user), due_on__lte=today + AHEAD)
    return (yield from _block(
        "reviews", "Bilans d’accompagnement", due.select_related("plan__person"),
        lambda row: _line(row.plan.person, f"{row}, dossier n° {row.plan.person.file_number}.", row.due_on, today),
        ("bilan à tenir", "bilans à tenir"),
    ))  # fmt: skip


@stepwise
def due_milestones(user: User, at: datetime) -> Steps[Block | None]:
    if not user.has_perm("crm_support.view_supportplan"):
        return None
    today = timezone.localdate(at)
    due = Milestone.objects.filter(
        _followed_by(user),
        state=MilestoneState.TODO,
        due_on__lte=today + AHEAD,
        plan__state__in=RUNNING_PLANS,
        plan__person__anonymised_at__isnull=True,
    )
    return (yield from _block(
        "milestones", "Étapes d’accompagnement", due.select_related("plan__person"),
        lambda row: _line(row.plan.person, f"Étape : {row}.", row.due_on, today),
        ("étape à vérifier", "étapes à vérifier"), feminine=True,
    ))  # fmt: skip


@stepwise
def ending_plans(user: User, at: datetime) -> Steps[Block | None]:
    """The plans that end soon: time to prepare what comes after, or an extension."""
    if not user.has_perm("crm_support.view_supportplan"):
        return None
    today = timezone.localdate(at)
    due = (
        SupportPlan.objects.running()
        .of_the_living()
        .filter(
            Q(referent=user) | Q(referent=None) | Q(referent__is_active=False),
            ends_on__lte=notice_until(today),
        )
        .order_by("ends_on", "pk")
    )
    return (yield from _block(
        "ending-plans", "Accompagnements bientôt finis", due.select_related("person"),
        lambda row: _line(row.person, f"Le terme approche, dossier n° {row.person.file_number}.", row.ends_on, today),
        ("accompagnement bientôt fini", "accompagnements bientôt finis"),
        url=f"{reverse('crm_plans')}?vue={ENDING}",
    ))  # fmt: skip


@stepwise
def due_checks(user: User, at: datetime) -> Steps[Block | None]:
    """The activities to ask about."""
    if not user.has_perms(["crm_people.read_file", "crm_support.add_activitycreation"]):
        return None
    today = timezone.localdate(at)
    due = ActivityCheck.objects.to_ask(today).filter(due_on__gt=add_months(today, -GIVEN_UP))
    return (yield from _block(
        "activity-checks", "Que deviennent les activités", due.select_related("activity__person"),
        lambda row: _line(
            row.activity.person, f"Activité démarrée depuis {row.month} mois.", row.due_on, today, "activity"
        ),
        ("activité à suivre", "activités à suivre"), feminine=True,
        url=reverse("crm_checks"),
    ))  # fmt: skip


@stepwise
def overlooked(user: User, at: datetime) -> Steps[Block | None]:
    """For who shares the work out: reviews that nobody held in time, then plans that nobody follows."""
    if not user.has_perm("crm_support.oversee_supportplan"):
        return None
    today = timezone.localdate(at)
    limit = today - timedelta(days=settings.SUPPORT_REVIEW_ALERT_DAYS)
    missed = Review.objects.to_hold(today).filter(due_on__lt=limit)
    alone = SupportPlan.objects.of_the_living().without_referent()
    shown = missed.select_related("plan__person", "plan__referent")
    late, orphans = yield from together([first(shown, LINES), first(alone, 0)])
    lines = [
        _line(
            row.plan.person,
            f"{row}, {called(row.plan.referent) or 'sans référent'}.",
            row.due_on,
            today,
        )
        for row in late.rows
    ]
    if orphans.total:
        told = counted(
            orphans.total, "accompagnement sans référent", "accompagnements sans référent"
        )
        lines.append(Line(told.capitalize(), f"{reverse('crm_plans')}?vue={ALONE}"))
    total = late.total + orphans.total
    return Block(
        name="overlooked", heading="Accompagnements à reprendre", lines=lines, total=total,
        told=counted(total, "accompagnement à reprendre", "accompagnements à reprendre"),
        url=f"{reverse('crm_plans')}?vue={LATE}",
    )  # fmt: skip


def _followed_by(user: User) -> Q:
    """Theirs, and those that nobody follows any more."""
    nobody = Q(plan__referent=None) | Q(plan__referent__is_active=False)
    return Q(plan__referent=user) | nobody


def _line(person: Person, why: str, on: date, today: date, anchor: str = "support") -> Line:
    return Line(
        label=str(person),
        url=f"{reverse('crm_person', args=[person.pk])}#{anchor}",
        why=capfirst(why),
        when=written(on, year=False),
        late=on < today,
    )


def _block(
    name: str,
    heading: str,
    due: QuerySet[Any],
    line: Callable[[Any], Line],
    words: tuple[str, str],
    *,
    feminine: bool = False,
    url: str = "",
) -> Steps[Block | None]:
    found = yield from first(due, LINES)
    return Block(
        name=name,
        heading=heading,
        lines=[line(row) for row in found.rows],
        total=found.total,
        told=counted(found.total, *words, feminine=feminine),
        url=url,
    )
