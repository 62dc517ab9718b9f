"""The office that somebody asks for, and their statements, in their file."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from crm.journeys.timeline import Moment
from crm.people.models import Person
from crm.registers.access import agent
from crm.registers.batch import Steps, first, stepwise, together

from ..models import MonthStatement, OfferState, OfficeOffer, OfficeRequest, OfficeState
from ..statements import months
from .lists import rank_of
from .words import wish_words

if TYPE_CHECKING:
    from django.contrib.auth.models import User

OPEN = [OfficeState.NEW, OfficeState.WAITING, OfficeState.PASSED]
SEE_REQUESTS = "crm_workspaces.view_officerequest"
SEE_STATEMENTS = "crm_workspaces.view_monthstatement"
STATEMENTS = 3


@stepwise
def panel(request: HttpRequest, person: Person) -> Steps[SafeString]:
    user = agent(request)
    rows = OfficeRequest.objects.filter(person=person, state__in=OPEN).select_related("site")
    current = MonthStatement.objects.current().filter(person=person).order_by("-month")
    requests, statements = yield from together(
        [
            first(rows if user.has_perm(SEE_REQUESTS) else rows.none()),
            first(current[:STATEMENTS] if user.has_perm(SEE_STATEMENTS) else current.none()),
        ]
    )
    asked, issued = requests.rows, statements.rows
    if not asked and not issued:
        return SafeString("")
    context = {
        "asked": [(row, wish_words(row), rank_of(row)) for row in asked],
        "issued": [(row, months.written(row.month)) for row in issued],
    }
    return render_to_string("crm_workspaces/offices/panel.html", context, request)


@stepwise
def moments(person: Person, user: User) -> Steps[list[Moment]]:
    """What was asked, and what was offered."""
    if not user.has_perm(SEE_REQUESTS):
        return []
    rows = OfficeRequest.objects.filter(person=person).exclude(state=OfficeState.SPAM)
    asked, offers = yield from together(
        [
            first(rows.select_related("site")),
            first(OfficeOffer.objects.filter(request__person=person)),
        ]
    )
    found = [_moment(row.received_at, "Demande de bureau", wish_words(row)) for row in asked.rows]
    for offer in offers.rows:
        found.append(_moment(offer.offered_at, "Bureau proposé"))
        if offer.answered_at:
            state = OfferState(offer.state).label
            found.append(_moment(offer.answered_at, f"Offre de bureau {state}"))
    return found


def _moment(at: datetime, title: str, text: str = "") -> Moment:
    return Moment(at, "monitor", title, text, kind="telecentre")
