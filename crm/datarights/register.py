"""The register of requests as it is read: how many a year, in how many days, and its export without contents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from statistics import median

from django.utils import timezone

from crm.registers.resources import SafeResource, column, computed

from .models import RightsRequest, RightsState


@dataclass(frozen=True)
class Year:
    """median_days   between the day a request came and the day it was over, None when none is over
    in_time       how many of those that are over were so by their last day
    """

    year: int
    received: int
    open: int
    answered: int
    refused: int
    in_time: int
    over: int
    median_days: int | None


def years(at_most: int = 3) -> list[Year]:
    """The last years in which something was asked, the latest first. One query."""
    rows = RightsRequest.objects.order_by().values_list(
        "received_at", "closed_at", "due_on", "state"
    )
    by_year: dict[int, list[tuple[date, date | None, date, str]]] = {}
    for received_at, closed_at, due_on, state in rows:
        received = timezone.localdate(received_at)
        closed = timezone.localdate(closed_at) if closed_at else None
        by_year.setdefault(received.year, []).append((received, closed, due_on, state))
    return [_year(year, by_year[year]) for year in sorted(by_year, reverse=True)[:at_most]]


def _year(year: int, rows: list[tuple[date, date | None, date, str]]) -> Year:
    over = [(closed, due, (closed - received).days) for received, closed, due, _ in rows if closed]
    states = [state for *_, state in rows]
    return Year(
        year=year,
        received=len(rows),
        open=len(rows) - len(over),
        answered=states.count(RightsState.ANSWERED),
        refused=states.count(RightsState.REFUSED),
        in_time=sum(closed <= due for closed, due, _ in over),
        over=len(over),
        median_days=round(median(days for *_, days in over)) if over else None,
    )


class RequestResource(SafeResource):
    """What was asked, when, what came of it; neither who nor what was said."""

    reference = column("reference", "Référence")
    subject = column("get_subject_display", "Nature")
    behalf = column("get_behalf_display", "Pour qui")
    channel = column("get_channel_display", "Reçue par")
    received_at = column("received_at", "Reçue le")
    due_on = column("due_on", "À répondre avant le")
    state = column("get_state_display", "État")
    identity = column("get_identity_means_display", "Identité établie par")
    identified_at = column("identified_at", "Identité établie le")
    extended_at = column("extended_at", "Prolongée le")
    closed_at = column("closed_at", "Close le")
    days = computed("Jours")
    deeds = computed("Actes")

    fetched = ("deeds",)

    class Meta:
        model = RightsRequest
        fields = (
            "reference", "subject", "behalf", "channel", "received_at", "due_on", "state", "identity",
            "identified_at", "extended_at", "closed_at", "days", "deeds",
        )  # fmt: skip
        export_order = fields

    def dehydrate_days(self, row: RightsRequest) -> int | str:
        if not row.closed_at:
            return ""
        return (timezone.localdate(row.closed_at) - timezone.localdate(row.received_at)).days

    def dehydrate_deeds(self, row: RightsRequest) -> str:
        return ", ".join(dict.fromkeys(deed.get_kind_display() for deed in row.deeds.all()))
