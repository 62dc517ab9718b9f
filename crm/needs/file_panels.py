"""The needs of a household, in the file of each of its adults."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from crm.journeys.file_panels import user_of
from crm.journeys.refused_forms import form_for
from crm.people.models import Person
from crm.people.services import memberships_of
from crm.registers.batch import Steps, first, stepwise, together

from .forms import Around, NeedForm, NeedMoveForm
from .models import UNMET, Need


@stepwise
def needs(request: HttpRequest, person: Person) -> Steps[SafeString]:
    user = user_of(request)
    if not user.has_perm("crm_needs.view_need"):
        return SafeString("")
    theirs = Need.objects.of_the_household_of(person).select_related("member__person", "owner")
    home, needs = yield from together([first(memberships_of(person)), first(theirs)])
    around = Around(home.rows[0].household if home.rows else None)
    lines = [_line(request, need, around) for need in needs.rows]
    known = {"owner": str(user.pk)}
    context = {
        "person": person,
        "unmet": [line for line in lines if line["need"].state in UNMET],
        "closed": [line for line in lines if line["need"].state not in UNMET],
        "form": form_for(request, "need", NeedForm, around=around, initial=known),
    }
    return render_to_string("crm_needs/panel.html", context, request)


def _line(request: HttpRequest, need: Need, around: Around) -> dict[str, Any]:
    known = NeedForm.values_of(need)
    return {
        "need": need,
        "late": bool(need.due_on and need.due_on < timezone.localdate()),
        "form": form_for(request, f"need-{need.pk}", NeedForm, around=around, initial=known),
        "move_form": form_for(request, f"need-move-{need.pk}", NeedMoveForm, need=need),
    }
