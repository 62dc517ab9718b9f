"""The figures inside the CRM: at a chosen day, beside another day, published by a button."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, cast
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from crm.journal.refusal import Refused
from crm.people.models import Person
from crm.registers.access import needs

from ..counting import Figures, compute
from ..definitions import DEFINITIONS, Definition
from ..forms import FiguresForm, PublishForm, WithdrawForm
from ..masking import HIDDEN, gathered, hidden, merged, small, tells_too_much
from ..models import IndicatorSnapshot
from ..publication import told_detail, told_value, written
from ..services import freeze, publish, withdraw

if TYPE_CHECKING:
    from django.contrib.auth.models import User

READS_FILES = "crm_people.read_file"
TRAIL = [{"url": "", "label": "Chiffres"}]
SHOWN_AT_MOST = 500


@dataclass(frozen=True)
class Row:
    definition: Definition
    number: str
    among: str
    unknown: str
    before: str
    ids: tuple[int, ...]


class Reading:
    """Figures as one reader may see them: small counts are hidden from those who may not read files."""

    def __init__(self, found: Figures, *, exact: bool) -> None:
        self.found, self.exact = found, exact

    def number(self, code: str) -> str:
        figure, definition = self.found[code], DEFINITIONS[code]
        if not self.exact and hidden(figure.as_json(), definition.as_json()):
            return HIDDEN
        return told_value(figure.as_json(), definition.as_json())

    def among(self, code: str) -> str:
        figure = self.found[code]
        if not figure.denominator or self.number(code) == HIDDEN:
            return ""
        return told_detail(figure.as_json(), DEFINITIONS[code].as_json())

    def unknown(self, code: str) -> str:
        count = self.found[code].unknown
        if count is None:
            return ""
        return HIDDEN if not self.exact and small(count) else written(count)

    def sessions(self) -> Iterator[dict[str, object]]:
        groups = (
            [[line] for line in self.found.sessions]
            if self.exact
            else gathered(self.found.sessions)
        )
        for line in map(merged, groups):
            yield {
                "line": line,
                "withheld": not self.exact and tells_too_much(line),
                "doubtful": line.unknown * 10 > line.started,
            }


@needs("crm_indicators.view_figures")
@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    form = FiguresForm(request.GET if "au" in request.GET else {"au": timezone.localdate()})
    context: dict[str, object] = {
        "trail": TRAIL,
        "desk_icon": "clipboard-list",
        "form": form,
        "publications": IndicatorSnapshot.objects.published().select_related("published_by"),
        "withdraw_form": WithdrawForm(),
    }
    if form.is_valid():
        context |= read(request, form.cleaned_data["au"], form.cleaned_data["avec"])
    return render(request, "crm_indicators/figures.html", context)


def read(request: HttpRequest, day: date, other: date | None) -> dict[str, object]:
    exact = cast("User", request.user).has_perm(READS_FILES)
    now = Reading(compute(day), exact=exact)
    before = Reading(compute(other), exact=exact) if other else None
    rows = [
        Row(
            definition,
            now.number(code),
            now.among(code),
            now.unknown(code),
            before.number(code) if before else "",
            now.found[code].ids if exact else (),
        )
        for code, definition in DEFINITIONS.items()
    ]
    shown = request.GET.get("qui", "") if exact else ""
    return {
        "day": day,
        "other": other,
        "rows": rows,
        "sessions": list(now.sessions()),
        "sites": now.found.sites,
        "published": IndicatorSnapshot.objects.published().filter(as_of=day).exists(),
        "query": urlencode(
            {"au": day.isoformat()} | ({"avec": other.isoformat()} if other else {})
        ),
        **who(now.found, shown),
    }


def who(found: Figures, code: str) -> dict[str, object]:
    """The people counted in a figure, by name, for those who may read their files."""
    definition = DEFINITIONS.get(code)
    if definition is None or definition.counted != "person" or not found[code].ids:
        return {}
    people = Person.objects.filter(pk__in=found[code].ids, anonymised_at__isnull=True)
    return {
        "who": definition,
        "who_people": list(people.order_by("last_name", "first_name")[:SHOWN_AT_MOST]),
        "who_anonymised": len(found[code].ids) - people.count(),
    }


def back(day: date | None) -> HttpResponse:
    address = reverse("crm_figures")
    return redirect(f"{address}?{urlencode({'au': day.isoformat()})}" if day else address)


@needs("crm_indicators.publish_indicatorsnapshot")
@require_POST
def publish_figures(request: HttpRequest) -> HttpResponse:
    """Count again, freeze and publish in one step: what is published was counted at that moment."""
    form = PublishForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(map(str, form.errors["au"])))
        return back(None)
    day = form.cleaned_data["au"]
    try:
        publish_now(day, cast("User", request.user))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Les chiffres au {day:%d/%m/%Y} sont publiés.")
    return back(day)


def publish_now(day: date, user: User) -> None:
    if IndicatorSnapshot.objects.published().filter(as_of=day).exists():
        raise Refused(f"Des chiffres sont déjà publiés au {day:%d/%m/%Y} : retirez-les d’abord.")
    publish(freeze(day), by=user)


@needs("crm_indicators.publish_indicatorsnapshot")
@require_POST
def withdraw_figures(request: HttpRequest, pk: int) -> HttpResponse:
    snapshot = get_object_or_404(IndicatorSnapshot, pk=pk)
    form = WithdrawForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        withdraw(snapshot, reason, by=cast("User", request.user))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Les chiffres au {snapshot.as_of:%d/%m/%Y} sont retirés.")
    return back(snapshot.as_of)
