"""The stays of a person in their file."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from crm.people.models import Person
from crm.registers.access import agent
from crm.registers.batch import Steps, first, stepwise

from .models import Stay


@stepwise
def stays(request: HttpRequest, person: Person) -> Steps[SafeString]:
    if not agent(request).has_perm("crm_lodging.view_stay"):
        return SafeString("")
    rows = Stay.objects.filter(person=person).select_related("unit")
    found = yield from first(rows)
    context = {"person": person, "stays": found.rows}
    return render_to_string("crm_lodging/panel.html", context, request)
