"""The documents of training in a person's file."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from crm.people.models import Person
from crm.registers.access import agent

from .reading import of_person


def panel(request: HttpRequest, person: Person) -> SafeString:
    if not agent(request).has_perm("crm_documents.view_document"):
        return SafeString("")
    rows = list(of_person(person))
    if not rows:
        return SafeString("")
    return render_to_string("crm_documents/desk/panel.html", {"documents": rows}, request)
