"""Who helps, what they see and since when, in the file of the person."""

from __future__ import annotations

from typing import Any

from django.db.models import Count
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from crm.journal.models import Action, Entry
from crm.journeys.file_panels import user_of
from crm.journeys.models import Journey
from crm.journeys.refused_forms import form_for
from crm.people.models import Person
from crm.registers.batch import Steps, first, stepwise

from . import own
from .forms_desk import RevokeForm, SaidForm
from .models import Helper, HelperState, HelperWord


@stepwise
def circle(request: HttpRequest, person: Person) -> Steps[SafeString]:
    user = user_of(request)
    if not user.has_perm("crm_circle.view_helper"):
        return SafeString("")
    mine = Journey.objects.filter(person=person).seen_by(user)
    rows = (
        Helper.objects.with_consent()
        .filter(journey__in=mine.values("pk"))
        .select_related("journey__person", "organisation", "invited_by", "revoked_by")
        .prefetch_related("items__need")
    )
    found = yield from first(rows)
    helpers = found.rows
    open_now = own.seeing_now(person)
    visits = _visits(helpers)
    lines = [
        _line(request, helper, helper.pk in open_now, visits.get(str(helper.pk), 0))
        for helper in helpers
    ]
    words = HelperWord.objects.waiting().filter(helper__in=[helper.pk for helper in helpers])
    context = {
        "person": person,
        "standing": [line for line in lines if not line["over"]],
        "over": [line for line in lines if line["over"]],
        "words": words.select_related("helper", "need").order_by("at", "pk"),
        "journeys": [] if person.anonymised_at else list(mine.open()),
    }
    return render_to_string("crm_circle/desk/panel.html", context, request)


def _visits(helpers: list[Helper]) -> dict[str, int]:
    """How many times each looked, by the number of its row, in one question."""
    read = Entry.objects.filter(
        object_type=Helper._meta.label_lower,
        object_id__in=[str(helper.pk) for helper in helpers],
        action=Action.READ,
    )
    return dict(read.order_by().values_list("object_id").annotate(Count("pk")))


def _line(request: HttpRequest, helper: Helper, sees: bool, visits: int) -> dict[str, Any]:
    shown, waiting = own.shares(helper)
    return {
        "helper": helper,
        "sees": sees,
        "over": helper.state == HelperState.ENDED or helper.journey.closed_at is not None,
        "shown": shown if sees else [],
        "waiting": waiting,
        "visits": visits,
        "revoke_form": form_for(request, f"circle-revoke-{helper.pk}", RevokeForm),
        "said_form": form_for(request, f"circle-said-{helper.pk}", SaidForm),
    }
