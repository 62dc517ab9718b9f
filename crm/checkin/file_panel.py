"""The editions of the Forum in the file of a person."""

from __future__ import annotations

from django.db.models import Count, Exists, OuterRef
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from crm.people.models import Person
from crm.registers.access import agent
from crm.registers.batch import Steps, first, stepwise
from crm.registrations.models import Registration

from .models import CheckIn
from .moments import SEE


@stepwise
def forum(request: HttpRequest, person: Person) -> Steps[SafeString]:
    """Nothing for somebody who never registered: the panel would only say so."""
    if not agent(request).has_perm(SEE):
        return SafeString("")
    inside = CheckIn.objects.standing().filter(participant__registration=OuterRef("pk"))
    found = yield from first(
        Registration.objects.filter(person=person)
        .select_related("edition")
        .annotate(inside=Exists(inside), people=Count("participants"))
        .order_by("-edition__starts_on", "-pk")
    )
    rows = found.rows
    if not rows:
        return SafeString("")
    return render_to_string("crm_checkin/desk/panel.html", {"rows": rows}, request)
