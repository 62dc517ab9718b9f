"""The operations that count somebody, in their file."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from crm.people.models import Person
from crm.registers.batch import Steps, first, stepwise

from .models import Participation


@stepwise
def funding(request: HttpRequest, person: Person) -> Steps[SafeString]:
    if not request.user.has_perm("crm_funding.view_participation"):
        return SafeString("")
    found = yield from first(
        Participation.objects.filter(person=person).select_related("operation")
    )
    rows = found.rows
    if not rows:
        return SafeString("")
    context = {"rows": rows, "today": timezone.localdate()}
    return render_to_string("crm_funding/panel.html", context, request)
