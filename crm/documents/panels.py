"""The documents of training in a person's file."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from crm.people.models import Person
from crm.registers.access import agent
from crm.registers.batch import Steps, first, stepwise

from .reading import of_person


@stepwise
def panel(request: HttpRequest, person: Person) -> Steps[SafeString]:
    if not agent(request).has_perm("crm_documents.view_document"):
        return SafeString("")
    found = yield from first(of_person(person))
    rows = found.rows
    if not rows:
        return SafeString("")
    return render_to_string("crm_documents/desk/panel.html", {"documents": rows}, request)
