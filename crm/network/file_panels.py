"""The card of somebody in their file, and whom they were introduced to."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from crm.journeys.file_panels import user_of
from crm.people.models import Person
from crm.registers.batch import Steps, first, stepwise, together

from . import own
from .models import Card, Introduction


@stepwise
def network(request: HttpRequest, person: Person) -> Steps[SafeString]:
    if not user_of(request).has_perm("crm_network.view_card"):
        return SafeString("")
    cards, introductions = yield from together(
        [
            first(Card.objects.filter(person=person).select_related("person", "commune")[:1]),
            first(Introduction.objects.of(person).select_related("first", "second")),
        ]
    )
    card = cards.rows[0] if cards.rows else None
    met = [
        (row, row.second if row.first_id == person.pk else row.first) for row in introductions.rows
    ]
    context = {
        "person": person,
        "card": card,
        "public": bool(card and own.is_public(card)),
        "met": met,
    }
    return render_to_string("crm_network/desk/panel.html", context, request)
