"""The stays of a person in their file."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from crm.people.models import Person
from crm.registers.access import agent

from .models import Stay


def stays(request: HttpRequest, person: Person) -> SafeString:
    if not agent(request).has_perm("crm_lodging.view_stay"):
        return SafeString("")
    rows = Stay.objects.filter(person=person).select_related("unit")
    context = {"person": person, "stays": list(rows)}
    return render_to_string("crm_lodging/panel.html", context, request)
