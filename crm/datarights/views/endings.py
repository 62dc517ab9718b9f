"""What ends a request, each on a page of its own: erasing, answering, refusing."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from crm.datarights import deeds, found, services
from crm.datarights.answers import REFUSALS, proposed
from crm.datarights.forms.handling import AnswerForm, EraseForm, RefuseForm
from crm.datarights.models import RightsRequest, Subject
from crm.journal.refusal import Refused
from crm.people.models import Person
from crm.privacy.holding import why_held
from crm.registers.access import agent, needs
from crm.registers.opening import opens
from signin.sudo import recently_confirmed

from .desk import CHANGE, row_of, trail

ERASES = (*CHANGE, "crm_people.anonymise_person")


def _page(row: RightsRequest, label: str) -> list[dict[str, str]]:
    return trail((row.reference, reverse("crm_rights_request", args=[row.pk])), (label, ""))


@needs(*ERASES)
@recently_confirmed
@opens("crm_datarights.rightsrequest")
def erase(request: HttpRequest, pk: int, person: int) -> HttpResponse:
    """What holds the file, what will be lost and what stays; then the number typed again."""
    row = row_of(pk)
    one = get_object_or_404(Person.objects.alive(), pk=person, rights_requests__request=row)
    form = EraseForm(one, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            deeds.erase(row, one, by=agent(request))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            number = form.cleaned_data["number"]
            messages.success(
                request,
                f"Le dossier {number} est effacé. Répondez à la personne pour clore la demande.",
            )
            return redirect("crm_rights_request", row.pk)
    context = {
        "row": row,
        "person": one,
        "form": form,
        "held": why_held(one, timezone.localdate()),
        "found": found.found(row),
        "trail": _page(row, "Effacer"),
        "desk_icon": "lock",
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "crm_datarights/desk/erase.html", context, status=status)


def _held(row: RightsRequest) -> str:
    """What still holds the files that were to be erased."""
    if row.subject != Subject.ERASE:
        return ""
    people = [link.person for link in row.files.select_related("person")]
    today = timezone.localdate()
    return " ".join(
        told for one in people if not one.anonymised_at and (told := why_held(one, today))
    )


@needs(*CHANGE)
@opens("crm_datarights.rightsrequest")
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """The answer as it is proposed, changed at will, sent; the request is over."""
    row = row_of(pk)
    initial = {"text": proposed(row, held=_held(row))}
    form = AnswerForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        try:
            services.answer(row, form.cleaned_data["text"], by=agent(request))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return _over(request, row)
    return _show(request, row, form, refuses=False)


@needs(*CHANGE)
@opens("crm_datarights.rightsrequest")
def refuse(request: HttpRequest, pk: int) -> HttpResponse:
    """A refusal says why, and where one may appeal."""
    row = row_of(pk)
    motive = REFUSALS.get(request.GET.get("motif", ""), "")
    initial = {"motive": request.GET.get("motif", ""), "text": proposed(row, motive=motive)}
    form = RefuseForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        told = form.cleaned_data
        try:
            services.refuse(row, REFUSALS[told["motive"]], told["text"], by=agent(request))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return _over(request, row)
    return _show(request, row, form, refuses=True)


def _over(request: HttpRequest, row: RightsRequest) -> HttpResponse:
    told = (
        "La réponse part par courrier électronique. La demande est close."
        if row.email or row.forgotten_at
        else "La demande est close. Aucune adresse électronique : imprimez la réponse, ou lisez-la au téléphone."
    )
    messages.success(request, told)
    return redirect("crm_rights_request", row.pk)


def _show(
    request: HttpRequest, row: RightsRequest, form: AnswerForm, *, refuses: bool
) -> HttpResponse:
    context = {
        "row": row,
        "form": form,
        "refuses": refuses,
        "motives": REFUSALS.items(),
        "trail": _page(row, "Refuser" if refuses else "Répondre"),
        "desk_icon": "lock",
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "crm_datarights/desk/answer.html", context, status=status)
