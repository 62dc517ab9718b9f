"""A dwelling with a stay asked for, a visit with its stop and its expense, a discovery day with a family."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from crm.journeys.models import Journey
from crm.lodging.models import HousingUnit, StayPurpose
from crm.lodging.rules import Wish
from crm.lodging.services import request_stay
from crm.visits.discovery import DayPlan, Who, open_day, register
from crm.visits.programme import Stop, add_stop
from crm.visits.services import Plan, add_cost, plan_visit
from territory.models import Commune


def lay(rows: dict[str, Any], now: datetime) -> dict[str, Any]:
    journey = Journey.objects.select_related("person").get(pk=rows["journey"])
    day = timezone.localdate(now) + timedelta(days=10)
    unit = HousingUnit.objects.create(
        label="Logement d’essai", commune=Commune.objects.of_the_territory()[0],
        address="1 rue d’Essai", beds=4, available_from=day - timedelta(days=30),
    )  # fmt: skip
    wish = Wish(StayPurpose.VISIT, day, day + timedelta(days=2))
    stay = request_stay(unit, journey.person, wish, by=None, at=now)
    visit = plan_visit(journey, Plan(day, day, "Voir une école"), by=None, at=now)
    stop = add_stop(visit, Stop(day, time(9), time(10), "school", "École"), by=None, at=now)
    cost = add_cost(
        visit, kind="meals", label="", cents=2400, paid_by="Collectivité", by=None, at=now
    )
    discovery = open_day(DayPlan(day, "Journée d’essai", day, 3), by=None, at=now)
    family = register(discovery, Who("Rey", "rey@example.org"), at=now)
    return {
        "unit": unit.pk, "stay": stay.pk, "visit": visit.pk, "stop": stop.pk, "cost": cost.pk,
        "discovery": discovery.pk, "registered": family.pk,
    }  # fmt: skip
