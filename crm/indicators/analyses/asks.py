"""What a reader asks of an analysis."""

from __future__ import annotations

from dataclasses import dataclass, field

from .spans import Span


@dataclass(frozen=True)
class Ask:
    """What is read.

    exact   whether small counts are read as they are
    whole   from the first day that is counted on: what is too small to be cut by year
    other   a period to compare with
    by      the choices, by name
    today   whether it is read as of today
    """

    span: Span
    exact: bool
    whole: Span
    other: Span | None = None
    by: dict[str, str] = field(default_factory=dict)
    today: bool = True

    @property
    def spans(self) -> list[Span]:
        return [self.span, *([self.other] if self.other else [])]
