"""« Mon inscription », opened by the link of a letter. A GET shows, a POST acts: mail scanners follow links."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from crm.consents.services import current_wording
from crm.journal.refusal import Refused
from crm.registers.private_pages import private
from forum.models import Slot

from .. import offers, services
from ..choices import choices_of
from ..forms import ChangeForm, GroupForm, People, as_typed, retyped, rows_of
from ..letters import opened_by
from ..models import Participant, Registration, RegistrationState
from ..programme import workshops
from ..reading import page_of_mine
from ..seats import coming
from .public import NOTICE

Door = Callable[[Registration, QueryDict], object]


def _participant(row: Registration, data: QueryDict) -> Participant:
    told = data.get("participant", "")
    found = row.participants.filter(pk=int(told)).first() if told.isdecimal() else None  # type: ignore[attr-defined]
    if found is None:
        raise Refused("Cette personne n’est pas de votre groupe.")
    return found  # type: ignore[no-any-return]


def _slot(data: QueryDict) -> Slot:
    told = data.get("atelier", "")
    found = Slot.objects.filter(pk=int(told)).first() if told.isdecimal() else None
    if found is None:
        raise Refused("Cet atelier n’est plus au programme.")
    return found


def _answer(row: Registration, data: QueryDict, *, accepted: bool) -> None:
    services.answer_workshop(_participant(row, data), _slot(data), accepted=accepted)


DOORS: dict[str, Door] = {
    "confirmer": lambda row, data: services.confirm(row),
    "prendre": lambda row, data: offers.accept(row),
    "laisser": lambda row, data: offers.decline(row),
    "revenir": lambda row, data: offers.decline(row, back=True),
    "annuler": lambda row, data: services.cancel(row),
    "retirer": lambda row, data: services.leave(_participant(row, data)),
    "prendre-atelier": lambda row, data: _answer(row, data, accepted=True),
    "laisser-atelier": lambda row, data: _answer(row, data, accepted=False),
}
# Asked again before they are done: what they give back goes to somebody else at once.
ASKED_TWICE = {"annuler", "retirer", "laisser"}


@private("strict-origin")
@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: HttpRequest, token: str) -> HttpResponse:
    row = opened_by(token)
    if row is None:
        return unknown(request)
    if request.method != "POST":
        return shown(request, token, row)
    asked = request.POST.get("faire", "")
    if asked not in DOORS:
        return shown(request, token, row, status=422)
    if asked in ASKED_TWICE and "sûr" not in request.POST:
        return ask_first(request, token, row, asked)
    try:
        DOORS[asked](row, request.POST)
    except Refused as refused:
        return shown(request, token, opened_by(token) or row, notice=str(refused), status=409)
    return redirect("forum_mine", token)


def ask_first(request: HttpRequest, token: str, row: Registration, asked: str) -> HttpResponse:
    one = None
    if asked == "retirer":
        try:
            one = _participant(row, request.POST)
        except Refused as refused:
            return shown(request, token, row, notice=str(refused), status=409)
    context = {"row": row, "token": token, "asked": asked, "one": one}
    return render(request, "crm_registrations/public/sure.html", context)


def shown(
    request: HttpRequest, token: str, row: Registration, *, notice: str = "", status: int = 200
) -> HttpResponse:
    context = page_of_mine(row, timezone.now()) | {"token": token, "notice": notice}
    return render(request, "crm_registrations/public/mine.html", context, status=status)


def unknown(request: HttpRequest) -> HttpResponse:
    return render(request, "crm_registrations/public/unknown.html", status=404)


@private("strict-origin")
@require_http_methods(["GET", "HEAD", "POST"])
def change_mine(request: HttpRequest, token: str) -> HttpResponse:
    """Who comes, their workshops, what to prepare for them: the same lines as the first time."""
    row = opened_by(token)
    if row is None:
        return unknown(request)
    if not page_of_mine(row, timezone.now())["may_change"]:
        return redirect("forum_mine", token)
    offered = workshops(row.edition)
    invited = row.wants_invitations and row.invitations_withdrawn_at is None
    if request.method != "POST":
        answers = ChangeForm(initial=vars(row), invited=invited)
        return change_shown(
            request, token, row, GroupForm(answers, People(offered, initial=_people(row)))
        )
    if (changed := retyped(request.POST)) is not None:
        answers = ChangeForm(initial=_typed(request.POST), invited=invited)
        people = People(offered, initial=as_typed(changed, rows_of(changed)))
        return change_shown(request, token, row, GroupForm(answers, people))
    form = GroupForm(ChangeForm(request.POST, invited=invited), People(offered, request.POST))
    if not form.is_valid():
        return change_shown(request, token, row, form, status=422)
    return change_kept(request, token, row, form)


def change_kept(
    request: HttpRequest, token: str, row: Registration, form: GroupForm
) -> HttpResponse:
    known = {
        "first_name": row.first_name,
        "last_name": row.last_name,
        "organisation": row.organisation,
        "email": row.email,
    }
    try:
        services.change(row, form.group(**known), wording=current_wording(NOTICE))
    except Refused as refused:
        form.add_error(str(refused))
        return change_shown(request, token, row, form, status=422)
    return redirect("forum_mine", token)


def _typed(data: QueryDict) -> dict[str, Any]:
    boxes = ("wants_call", "wants_invitations")
    return {"phone": data.get("phone", "")} | {name: name in data for name in boxes}


def _people(row: Registration) -> list[dict[str, Any]]:
    people = coming(row)
    chosen = choices_of(people)
    names = ("first_name", "last_name", "organisation", "access_needs")
    return [
        {name: getattr(one, name) for name in names} | {"workshops": list(chosen[one.pk])}
        for one in people
    ]


def change_shown(
    request: HttpRequest, token: str, row: Registration, form: GroupForm, *, status: int = 200
) -> HttpResponse:
    context = {
        "row": row,
        "edition": row.edition,
        "token": token,
        "form": form,
        "waits": row.state == RegistrationState.WAITLISTED,
    }
    return render(request, "crm_registrations/public/change.html", context, status=status)
