"""The line of a plan: what is behind, its pauses, its extension, its reviews and milestones, today.

Places are shares of its length, as SVG says them: "37.5%".
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from crm.registers.calendar import add_months

from .models import Milestone, MilestoneState, Review, SupportPlan


@dataclass(frozen=True)
class Span:
    x: str
    width: str
    kind: str  # "done", "pause", "extension"


@dataclass(frozen=True)
class Mark:
    x: str
    kind: str  # "done", "late", "todo"


@dataclass(frozen=True)
class Bar:
    spans: list[Span]
    reviews: list[Mark]
    milestones: list[Mark]
    years: list[str]
    today: str = ""


def bar_of(plan: SupportPlan, today: date) -> Bar:
    """Draw a plan read with its pauses, extensions, reviews and milestones."""
    end = plan.ends_on
    whole = max(1, (end - plan.starts_on).days)
    stop = min(plan.ended_on or today, today, end)

    def at(day: date) -> str:
        share = 100 * (day - plan.starts_on).days / whole
        return f"{min(100, max(0, share)):.2f}%"

    def span(start: date, last: date, kind: str) -> Span:
        first, last = max(start, plan.starts_on), min(max(last, start), end)
        return Span(at(first), f"{max(0, 100 * (last - first).days / whole):.2f}%", kind)

    spans = [span(plan.starts_on, stop, "done")]
    added = sum(extension.months for extension in plan.extensions.all())
    if added:
        spans.append(span(add_months(end, -added), end, "extension"))
    # One whose end nobody knows is drawn until today.
    spans += [
        span(pause.starts_on, pause.ends_on or max(today, pause.starts_on), "pause")
        for pause in plan.pauses.all()
    ]
    live = plan.ended_on is None
    return Bar(
        spans=spans,
        reviews=[Mark(at(row.due_on), _review(row, today, live)) for row in plan.reviews.all()],
        milestones=[
            Mark(at(row.due_on), _milestone(row, today, live))
            for row in plan.milestones.all()
            if row.state != MilestoneState.DROPPED
        ],
        years=[at(add_months(plan.starts_on, 12 * year)) for year in range(1, whole // 365 + 1)],
        today=at(today) if plan.starts_on <= today <= end and live else "",
    )


def _review(row: Review, today: date, live: bool) -> str:
    if row.held_at:
        return "done"
    return "late" if live and row.late_on(today) else "todo"


def _milestone(row: Milestone, today: date, live: bool) -> str:
    if row.state == MilestoneState.DONE:
        return "done"
    missed = row.state == MilestoneState.MISSED or (live and row.late_on(today))
    return "late" if missed else "todo"
