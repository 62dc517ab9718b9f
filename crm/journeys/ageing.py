"""How long a journey has stood at its stage, pauses left out, against what is expected there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import (
    DateField,
    DurationField,
    ExpressionWrapper,
    F,
    IntegerField,
    OuterRef,
    QuerySet,
    Subquery,
    Sum,
    Value,
)
from django.db.models.functions import Coalesce, Greatest, Least, TruncDate

from .models import Journey, JourneyPause, TrackStage

NOTHING = timedelta(0)
# From this share of the expected days on, a stay is called long.
NEARLY = 0.8

ON_TIME, LONG, TOO_LONG = "on_time", "long", "too_long"
WORDS = {ON_TIME: "dans les temps", LONG: "bientôt trop long", TOO_LONG: "trop long"}


@dataclass(frozen=True)
class Age:
    """Days at the stage; `expected` is None where nothing is expected."""

    days: int
    expected: int | None

    @property
    def state(self) -> str:
        if self.expected is None or self.days < NEARLY * self.expected:
            return ON_TIME
        return LONG if self.days <= self.expected else TOO_LONG

    @property
    def word(self) -> str:
        return WORDS[self.state]

    @property
    def days_in_words(self) -> str:
        return f"{self.days}\N{NO-BREAK SPACE}jour{'s' if self.days > 1 else ''}"

    @property
    def short(self) -> str:
        """« 34 jours à l’étape »."""
        return f"{self.days_in_words} à l’étape" if self.days else "à l’étape depuis ce jour"

    @property
    def sentence(self) -> str:
        """« 34 jours à cette étape ; on en attend 30 au plus »."""
        told = (
            f"{self.days_in_words} à cette étape" if self.days else "À cette étape depuis ce jour"
        )
        if self.expected is None:
            return f"{told}."
        return f"{told}\N{NARROW NO-BREAK SPACE}; on en attend {self.expected} au plus."


def with_age(journeys: QuerySet[Journey], day: date) -> QuerySet[Any]:
    """Add `waited`, whole days at the stage as a duration, `expected` in days, and `overdue`."""
    today = Value(day, DateField())
    entered = TruncDate("stage_entered_at")
    begun = Greatest(F("starts_on"), TruncDate("journey__stage_entered_at"))
    span = ExpressionWrapper(Least(F("resume_on"), today) - begun, output_field=DurationField())
    pauses = (
        JourneyPause.objects.filter(journey=OuterRef("pk"), starts_on__lt=day)
        .filter(resume_on__gt=TruncDate("journey__stage_entered_at"))
        .order_by()
        .values("journey")
        .annotate(days=Sum(span))
        .values("days")
    )
    here = TrackStage.objects.filter(route=OuterRef("track"), stage=OuterRef("stage"))
    return (
        journeys.annotate(
            expected=Subquery(here.values("expected_days")[:1], output_field=IntegerField()),
            paused=Coalesce(
                Subquery(pauses, output_field=DurationField()),
                Value(NOTHING, DurationField()),
            ),
        )
        .annotate(waited=ExpressionWrapper(today - entered, DurationField()) - F("paused"))
        .annotate(
            overdue=F("waited")
            - ExpressionWrapper(F("expected") * Value(timedelta(days=1)), DurationField())
        )
    )


def too_long(journeys: QuerySet[Journey], day: date) -> QuerySet[Journey]:
    """Those that have stood at their stage longer than expected."""
    return with_age(journeys, day).filter(overdue__gt=NOTHING)


def age_of(row: Journey) -> Age:
    """What `with_age` added to a row."""
    waited: timedelta = row.waited  # type: ignore[attr-defined]
    return Age(max(waited.days, 0), row.expected)  # type: ignore[attr-defined]
