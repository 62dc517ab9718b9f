"""The arithmetic of a plan: its end, the days of its reviews, its state on a day.

end of the plan      start + months + months of its extension + days of its pauses
due day of a review  start + month + days of the pauses that begin before it or on it: months of support,
                     not of the calendar, so that what falls in a pause comes after it
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from crm.journal.refusal import Refused
from crm.registers.calendar import add_months

from .models import PlanPause, PlanState, Review, SupportPlan

# What nobody means: a slip of the keyboard.
LONGEST_PAUSE = 24  # months


def end_of(plan: SupportPlan) -> date:
    return add_months(plan.starts_on, months_of(plan)) + timedelta(
        days=sum(pause.days for pause in plan.pauses.all())
    )


def months_of(plan: SupportPlan) -> int:
    return plan.months + sum(extension.months for extension in plan.extensions.all())


def due_of(plan: SupportPlan, month: int) -> date:
    due = add_months(plan.starts_on, month)
    for pause in in_order(plan.pauses.all()):
        if pause.starts_on <= due:
            due += timedelta(days=pause.days)
    return due


def state_on(plan: SupportPlan, day: date) -> PlanState:
    """The state of a plan that has not ended."""
    if any(pause.holds(day) for pause in plan.pauses.all()):
        return PlanState.PAUSED
    return PlanState.EXTENDED if plan.extensions.all() else PlanState.ACTIVE


def in_order(pauses: Iterable[PlanPause]) -> list[PlanPause]:
    return sorted(pauses, key=lambda pause: (pause.starts_on, pause.ends_on or date.max))


def check_pauses(plan: SupportPlan, pauses: Iterable[PlanPause]) -> None:
    """Raise Refused unless the pauses stand in the plan, one after the other."""
    end = add_months(plan.starts_on, months_of(plan))
    before: PlanPause | None = None
    for pause in in_order(pauses):
        _check_length(plan, pause)
        if before and (before.ends_on is None or pause.starts_on < before.ends_on):
            raise Refused(
                f"Ces jours sont déjà en {before} : une pause n’en chevauche pas une autre."
            )
        if pause.starts_on >= end:
            raise Refused(
                f"La pause du {pause.starts_on:%d/%m/%Y} commencerait après le terme, "
                f"le {end:%d/%m/%Y}."
            )
        end += timedelta(days=pause.days)
        before = pause


def _check_length(plan: SupportPlan, pause: PlanPause) -> None:
    if pause.starts_on < plan.starts_on:
        raise Refused(
            f"L’accompagnement commence le {plan.starts_on:%d/%m/%Y} : pas de pause avant."
        )
    if pause.ends_on is None:
        return
    if pause.ends_on <= pause.starts_on:
        raise Refused("La reprise vient au moins un jour après le début de la pause.")
    if pause.ends_on > add_months(pause.starts_on, LONGEST_PAUSE):
        raise Refused(f"Une pause dure {LONGEST_PAUSE} mois au plus.")


def shift_reviews(plan: SupportPlan) -> None:
    """Bring the days of the reviews still to hold in line with the pauses."""
    pauses = list(plan.pauses.all())
    moved = []
    for review in plan.reviews.filter(held_at__isnull=True):
        due = due_of(plan, review.month) if review.month else _after(pauses, review)
        if due != review.due_on:
            review.due_on = due
            moved.append(review)
    Review.objects.bulk_update(moved, ["due_on"])


def _after(pauses: Iterable[PlanPause], review: Review) -> date:
    """One more review keeps the day that was chosen, unless it falls in a pause."""
    within = next((pause for pause in pauses if pause.holds(review.due_on)), None)
    return within.ends_on if within and within.ends_on else review.due_on
