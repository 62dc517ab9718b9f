"""What one does with a residence, a POST each. Refused, its screen comes back with what was typed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db import transaction
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from crm.journal.refusal import Refused
from crm.journeys.refused_forms import keep
from crm.journeys.views.acting import answer, living
from crm.registers.access import agent, needs
from crm.registers.careful import note_passing_over
from crm.residences import agreements, aid, running, services
from crm.residences.forms_desk import (
    GRANT,
    REFUSE,
    WAIT,
    AidForm,
    AppointmentForm,
    AskForm,
    DecisionForm,
    InstructForm,
    PutForm,
    ReasonForm,
    ReviewForm,
    SignForm,
    StayForm,
)
from crm.residences.lodged import lodge
from crm.residences.models import AidLine, AidNature, Outlook, Party, Residence, ResidenceKind

from .desk import READ, forms_of, found, show

if TYPE_CHECKING:
    from django.contrib.auth.models import User

CHANGE = (*READ, "crm_residences.change_residence")
DECIDE = (*READ, "crm_residences.decide_residence")


@dataclass(frozen=True)
class Gesture:
    """`do(row, form, by)` acts on a form that is valid, and returns what is said of it.

    takes_row  True when the form is made for a residence
    """

    form: type[Form]
    do: Callable[[Residence, Any, User], str]
    takes_row: bool = False


def _instruct(row: Residence, form: Any, by: User) -> str:
    services.instruct(row, form.cleaned_data["text"], by=by)
    return "Instruction notée."


def _amend(row: Residence, form: AskForm, by: User) -> str:
    services.amend(row, form.asked(), by=by)
    return "Demande modifiée."


def _put(row: Residence, form: Any, by: User) -> str:
    committee = form.cleaned_data["committee"]
    services.put_to(row, committee, by=by)
    return f"Portée au {committee}."


def _stay(row: Residence, form: Any, by: User) -> str:
    lodge(row, form.cleaned_data["stay"], by=by)
    return "Logement noté."


def _aid(row: Residence, form: Any, by: User) -> str:
    told = form.cleaned_data
    aid.add_line(
        row, AidNature(told["nature"]), told["funder"], told["amount"], told["detail"], by=by
    )
    return "Aide ajoutée."


def _issue(row: Residence, form: Any, by: User) -> str:
    made = agreements.issue(row, by=by)
    return f"Convention n° {made.number} établie. Elle se signe à trois."


def _replace(row: Residence, form: Any, by: User) -> str:
    standing = agreements.current(row)
    if standing is None:
        raise Refused("Cette résidence n’a pas encore de convention.")
    made = agreements.replace(standing, form.cleaned_data["reason"], by=by)
    return f"Convention n° {made.number} établie, à signer par les trois parties."


def _sign(row: Residence, form: Any, by: User) -> str:
    standing = agreements.current(row)
    if standing is None:
        raise Refused("Cette résidence n’a pas encore de convention.")
    told = form.cleaned_data
    party = Party(told["party"])
    agreements.sign(standing, party, told["signed_on"], told["upload"] or None, by=by)
    return f"Signature notée : {party.label}."


def _renounce(row: Residence, form: Any, by: User) -> str:
    running.renounce(row, form.cleaned_data["reason"], by=by)
    return "Renoncement noté. La place va à qui attend."


def _end(row: Residence, form: Any, by: User) -> str:
    running.end(row, by=by, reason=form.cleaned_data["reason"])
    return "Résidence terminée. Le bilan reste à tenir."


def _appointment(row: Residence, form: AppointmentForm, by: User) -> str:
    running.plan_review(row, form.when(), by=by)
    return "Rendez-vous de bilan fixé, la personne est prévenue."


def _review(row: Residence, form: Any, by: User) -> str:
    told = form.cleaned_data
    outlook = Outlook(told["outlook"])
    running.hold_review(row, told["tried"], outlook, told["next_steps"], by=by)
    return "Bilan tenu."


GESTURES = {
    "instruct": Gesture(InstructForm, _instruct),
    "amend": Gesture(AskForm, _amend, takes_row=True),
    "put": Gesture(PutForm, _put),
    "stay": Gesture(StayForm, _stay, takes_row=True),
    "aid": Gesture(AidForm, _aid),
    "issue": Gesture(Form, _issue),
    "replace": Gesture(ReasonForm, _replace),
    "sign": Gesture(SignForm, _sign),
    "renounce": Gesture(ReasonForm, _renounce),
    "end": Gesture(ReasonForm, _end),
    "appointment": Gesture(AppointmentForm, _appointment),
    "review": Gesture(ReviewForm, _review),
}


@require_POST
@needs(*CHANGE)
def act(request: HttpRequest, pk: int, gesture: str) -> HttpResponse:
    if gesture not in GESTURES:
        raise Http404
    row, chosen = found(pk), GESTURES[gesture]
    options: dict[str, Any] = {"row": row} if chosen.takes_row else {}
    form = chosen.form(request.POST, request.FILES, auto_id=f"{gesture}-%s", **options)
    return answered(request, row, gesture, form, partial(chosen.do, row, form, agent(request)))


@require_POST
@needs(*DECIDE)
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    row = found(pk)
    form = DecisionForm(request.POST, auto_id="decide-%s")
    return answered(request, row, "decide", form, partial(_decided, row, form, agent(request)))


def _decided(row: Residence, form: DecisionForm, by: User) -> str:
    outcome, reason = form.cleaned_data["outcome"], form.cleaned_data["reason"]
    if outcome == GRANT:
        services.grant(row, by=by, reason=reason)
        return "Résidence accordée, la personne est prévenue. Établissez la convention."
    if outcome == WAIT:
        services.wait_for_a_place(row, by=by)
        return "Demande acceptée : elle attend une place."
    services.refuse(row, reason, by=by, withdrawn=outcome != REFUSE)
    return "Demande refusée, la personne est prévenue." if outcome == REFUSE else "Demande close."


@require_POST
@needs(*CHANGE)
def remove_aid(request: HttpRequest, pk: int, line: int) -> HttpResponse:
    row = found(pk)
    chosen = get_object_or_404(AidLine.objects.select_related("residence"), pk=line, residence=row)
    form = Form(request.POST)
    by = agent(request)

    def do() -> str:
        aid.remove_line(chosen, by=by)
        return "Aide retirée."

    return answered(request, row, "aid-remove", form, do)


def answered(
    request: HttpRequest, row: Residence, key: str, form: Form, do: Callable[[], str]
) -> HttpResponse:
    """Run a gesture on a form that is valid; refused, show the residence again with it."""
    if form.is_valid():
        try:
            with transaction.atomic():
                told = do()
                note_passing_over(form, row.person, by=agent(request))
        except Refused as refusal:
            form.add_error(None, str(refusal))
            row = found(row.pk)
        else:
            messages.success(request, told)
            return redirect("crm_residence", row.pk)
    keep(request, key, form)
    if key not in forms_of(request, row):
        messages.error(request, " ".join(map(str, form.non_field_errors())))
    return show(request, row, status=422)


@require_POST
@needs("crm_people.read_file", "crm_residences.add_residence")
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """A request written down from somebody's file."""
    person = living(pk)
    form = AskForm(request.POST, auto_id="residence-%s")

    def do(told: dict[str, Any]) -> str:
        kind = ResidenceKind(told["kind"])
        services.request(person, kind, form.asked(), by=agent(request))
        return f"Demande de résidence {kind.label} enregistrée."

    return answer(request, person, "residence", form, do)
