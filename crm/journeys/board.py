"""The board: a column a stage, a limited number of cards in each, in two queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, IntegerField, OuterRef, Subquery, Window
from django.db.models.functions import Coalesce, RowNumber

from crm.people.models import HouseholdMember

from .ageing import Age, age_of, with_age
from .models import ENDS, ORDER, Journey, JourneyPause, Stage
from .models.journey import JourneyQuerySet
from .routes import Itineraries, Itinerary, kept_stages, read

CARDS = 12


@dataclass(frozen=True)
class Card:
    journey: Journey
    people: int
    paused_until: date | None
    age: Age
    ways: list[tuple[Stage, bool]]  # the stage, and True when it is a way back


@dataclass(frozen=True)
class Column:
    stage: Stage
    total: int
    cards: list[Card]

    @property
    def hidden(self) -> int:
        return self.total - len(self.cards)


def with_household_size(journeys: JourneyQuerySet) -> JourneyQuerySet:
    """Add `people`, how many live in the household of the journey's person."""
    own = HouseholdMember.objects.filter(person=OuterRef("person"), ends_on__isnull=True)
    size = (
        HouseholdMember.objects.filter(household=OuterRef("home"), ends_on__isnull=True)
        .order_by()
        .values("household")
        .annotate(n=Count("pk"))
        .values("n")
    )
    return journeys.annotate(home=Subquery(own.values("household")[:1])).annotate(
        people=Coalesce(Subquery(size, output_field=IntegerField()), 1)
    )


def columns(
    journeys: JourneyQuerySet,
    day: date,
    itineraries: Itineraries | None = None,
    track: str = "",
) -> list[Column]:
    """The open journeys of a filter by stage, the most pressing first, CARDS a column at most.

    The stages are those of a track, of any of them without one, and those where somebody stands.
    """
    routes = itineraries or read()
    running = journeys.open()
    pressing = [
        F("next_action_at").asc(nulls_last=True),
        F("stage_entered_at").asc(),
        F("pk").asc(),
    ]
    ranked = running.annotate(
        rank=Window(RowNumber(), partition_by=[F("stage")], order_by=pressing),
        total=Window(Count("pk"), partition_by=[F("stage")]),
    ).filter(rank__lte=CARDS)
    # Ranked and counted apart: what a card shows is read for the cards alone.
    found = list(ranked.order_by().values_list("pk", "stage", "total"))
    totals = {stage: total for _, stage, total in found}
    ahead = [pk for pk, _, _ in found]
    pause = JourneyPause.objects.on(day).filter(journey=OuterRef("pk"))
    rows = (
        with_age(with_household_size(Journey.objects.filter(pk__in=ahead)), day)
        .annotate(paused_until=Subquery(pause.values("resume_on")[:1]))
        .select_related("person", "owner")
        .order_by(*pressing)
    )
    cards: dict[str, list[Card]] = {}
    for row in rows:
        cards.setdefault(row.stage, []).append(_card(row, routes[row.track]))
    shown = kept_stages(routes, track)
    shown += [stage for stage in ORDER if stage in totals and stage not in shown]
    return [
        Column(stage, totals.get(stage, 0), cards.get(stage, []))
        for stage in shown
        if stage not in ENDS
    ]


def _card(row: Journey, itinerary: Itinerary) -> Card:
    here = Stage(row.stage)
    allowed = [(stage, itinerary.is_back(here, stage)) for stage in itinerary.leads(here)]
    return Card(row, row.people, row.paused_until, age_of(row), allowed)  # type: ignore[attr-defined]
