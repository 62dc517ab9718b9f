"""The organisations of somebody, in their file."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from crm.journeys.file_panels import user_of
from crm.journeys.refused_forms import form_for
from crm.people.models import Person
from crm.registers.batch import Steps, first, stepwise

from .forms import EndForm, OrganisationOfForm
from .models import Role


@stepwise
def organisations(request: HttpRequest, person: Person) -> Steps[SafeString]:
    if not user_of(request).has_perm("crm_organisations.view_organisation"):
        return SafeString("")
    found = yield from first(
        Role.objects.filter(person=person).select_related("organisation__commune")
    )
    rows = found.rows
    context = {
        "person": person,
        "current": [_line(request, role) for role in rows if role.ends_on is None],
        "past": [role for role in rows if role.ends_on is not None],
        "form": form_for(request, "role", OrganisationOfForm),
    }
    return render_to_string("crm_organisations/panel.html", context, request)


def _line(request: HttpRequest, role: Role) -> dict[str, Any]:
    return {"role": role, "form": form_for(request, f"role-end-{role.pk}", EndForm)}
