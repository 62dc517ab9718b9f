"""What visits cost: the lines of one, and the table that managers read."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from crm.journeys.refused_forms import keep
from crm.lodging.forms import PeriodForm
from crm.registers.access import agent, needs
from crm.visits.costing import costs_of
from crm.visits.forms import CostForm
from crm.visits.services import add_cost, drop_cost

from .visits import CHANGE, acted, found, show, trail_of


@require_POST
@needs(*CHANGE)
def new_cost(request: HttpRequest, pk: int) -> HttpResponse:
    row = found(request, pk)
    form = CostForm(request.POST, auto_id="cost-%s")

    def act() -> str:
        add_cost(row, **form.cost(), by=agent(request))
        return "La dépense est notée."

    if answer := acted(request, form, row, act):
        return answer
    keep(request, "cost", form)
    return show(request, row, status=422)


@require_POST
@needs(*CHANGE)
def strike_cost(request: HttpRequest, pk: int, cost: int) -> HttpResponse:
    row = found(request, pk)
    drop_cost(get_object_or_404(row.costs.select_related("visit"), pk=cost), by=agent(request))
    messages.success(request, "La dépense est retirée.")
    return redirect("crm_visit", pk)


@require_safe
@needs("crm_people.read_file", "crm_visits.view_visit_costs")
def cost_table(request: HttpRequest) -> HttpResponse:
    """The visits of a period, the civil year unless told, what they cost, and who settled since."""
    today = timezone.localdate()
    usual = {"du": date(today.year, 1, 1), "au": date(today.year, 12, 31)}
    asked = {name: request.GET[name] for name in usual if name in request.GET}
    form = PeriodForm(asked) if asked else PeriodForm(initial=usual)
    told = form.cleaned_data if form.is_bound and form.is_valid() else usual
    context = {
        "form": form,
        "start": told["du"],
        "end": told["au"],
        "costs": costs_of(told["du"], told["au"], today),
        "desk_icon": "site",
        "trail": trail_of("Coût des visites"),
    }
    status = 422 if form.errors else 200
    return render(request, "crm_visits/desk/costs.html", context, status=status)
