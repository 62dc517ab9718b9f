"""The residences of somebody, in their file, and the form that asks for one."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from crm.journeys.refused_forms import form_for
from crm.people.models import Person
from crm.registers.access import agent
from crm.registers.batch import Steps, first, stepwise

from .forms_desk import AskForm
from .models import Residence


@stepwise
def residences(request: HttpRequest, person: Person) -> Steps[SafeString]:
    if not agent(request).has_perm("crm_residences.view_residence"):
        return SafeString("")
    found = yield from first(Residence.objects.filter(person=person))
    context = {
        "person": person,
        "residences": found.rows,
        "form": form_for(request, "residence", AskForm),
    }
    return render_to_string("crm_residences/panel.html", context, request)
