"""The visits of a person in their file."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from crm.journeys.models import Journey
from crm.people.models import Person
from crm.registers.access import agent

from .models import Visit


def visits(request: HttpRequest, person: Person) -> SafeString:
    if not agent(request).has_perm("crm_visits.view_visit"):
        return SafeString("")
    context = {
        "person": person,
        "visits": list(Visit.objects.filter(journey__person=person)),
        "runs": Journey.objects.open().filter(person=person).exists(),
    }
    return render_to_string("crm_visits/desk/panel.html", context, request)
