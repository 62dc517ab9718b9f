"""The visits of a person in their file."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from crm.journeys.models import Journey
from crm.people.models import Person
from crm.registers.access import agent
from crm.registers.batch import Steps, first, stepwise, together

from .models import Visit


@stepwise
def visits(request: HttpRequest, person: Person) -> Steps[SafeString]:
    if not agent(request).has_perm("crm_visits.view_visit"):
        return SafeString("")
    visits, running = yield from together(
        [
            first(Visit.objects.filter(journey__person=person)),
            first(Journey.objects.open().filter(person=person)[:1]),
        ]
    )
    context = {"person": person, "visits": visits.rows, "runs": bool(running.rows)}
    return render_to_string("crm_visits/desk/panel.html", context, request)
