"""How support goes: reviews held on time, people accompanied. Read from dates, never from today's states."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Count, DateField, Exists, ExpressionWrapper, F, OuterRef, Q

from crm.support.models import PlanPause, PlanState, Review, SupportPlan

from ..days import moment_after, months_before
from ..rules import Rules
from .figures import Figure, counted, number
from .people import who


def reviews(day: date, rules: Rules) -> Figure:
    """Return I11: the reviews due in the last months, and those of them held soon enough."""
    paused = PlanPause.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=OuterRef("due_on")),
        plan=OuterRef("plan"),
        starts_on__lte=OuterRef("due_on"),
    )
    due = Review.objects.filter(
        ~Exists(paused),
        Q(plan__ended_on__isnull=True) | Q(plan__ended_on__gte=F("due_on")),
        due_on__gt=months_before(day, rules.recent_months),
        due_on__lte=day,
    )
    delay = timedelta(days=rules.on_time_days)
    last = ExpressionWrapper(F("due_on") + delay, output_field=DateField())
    held = Q(held_at__isnull=False, held_at__lt=moment_after(day))
    found = due.annotate(last=last).aggregate(
        due=Count("pk"),
        on_time=Count("pk", filter=held & Q(held_at__date__lte=F("last"))),
        running=Count("pk", filter=~held & Q(last__gte=day)),
    )
    return number("I11", found["on_time"], among=found["due"], unknown=found["running"])


def accompanied(day: date) -> Figure:
    """Return the people whose plan ran on a day, pauses left out."""
    paused = PlanPause.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=day), plan=OuterRef("pk"), starts_on__lte=day
    )
    rows = SupportPlan.objects.filter(
        ~Exists(paused),
        Q(ended_on__isnull=True) | Q(ended_on__gt=day),
        starts_on__lte=day,
        ends_on__gt=day,
    ).exclude(state=PlanState.DRAFT)
    people = rows.annotate(who=who()).order_by().values_list("who", flat=True)
    return counted("I11_plans", set(people))
