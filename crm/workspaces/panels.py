"""The telecentre in a person's file."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Count, Max, Q
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from crm.people.models import Person
from crm.registers.access import agent
from crm.registers.batch import Steps, first, stepwise, together

from .models import BookingSlot, Presence

# The span in which somebody counts as regular.
SPAN = timedelta(days=91)
# Half-days to come that the panel tells.
AHEAD = 4


@stepwise
def panel(request: HttpRequest, person: Person) -> Steps[SafeString]:
    if not agent(request).has_perm("crm_workspaces.view_presence"):
        return SafeString("")
    today = timezone.localdate()
    came = Presence.objects.filter(person=person).order_by().values("person")
    slots = BookingSlot.objects.filter(booking__person=person, date__gte=today)
    presences, ahead = yield from together(
        [
            first(
                came.annotate(
                    total=Count("pk"),
                    last=Max("date"),
                    recent=Count("pk", filter=Q(date__gt=today - SPAN)),
                )
            ),
            first(slots.select_related("space", "booking").order_by("date", "half")[:AHEAD]),
        ]
    )
    if not presences.rows and not ahead.rows:
        return SafeString("")
    never = {"total": 0, "last": None, "recent": 0}
    known = presences.rows[0] if presences.rows else never
    context = known | {"ahead": ahead.rows, "person": person}
    return render_to_string("crm_workspaces/panel.html", context, request)
