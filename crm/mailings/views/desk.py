"""Mailings at the desk: the list, and one of them as it goes."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from crm.journal.refusal import Refused
from crm.letters.models import Letter
from crm.mailings import running, services
from crm.mailings.audiences import AUDIENCES
from crm.mailings.forms import StopForm
from crm.mailings.models import Mailing, MailingState, Recipient
from crm.mailings.unsubscribing import masked
from crm.registers.access import agent, needs
from crm.registers.written_texts import FIELD, laid_out

READ = "crm_mailings.view_mailing"
CHANGE = "crm_mailings.change_mailing"
A_PAGE = 25
# Why a letter did not surely leave, in the words of those who decide on it.
FAULTS = {
    "SMTPServerDisconnected": "la liaison s’est coupée",
    "TimeoutError": "le serveur n’a plus répondu",
    "SMTPDataError": "refusé par le serveur",
    "SMTPRecipientsRefused": "refusé par le serveur",
    "ValueError": "adresse illisible",
    "": "le programme s’est arrêté pendant l’envoi",
}
SETTLED_AT_ONCE = 50
FORGOTTEN = "adresse effacée"
MARKS = {
    MailingState.SENDING: "underway",
    MailingState.PAUSED: "waiting",
    MailingState.STOPPED: "cancelled",
    MailingState.DONE: "ended",
}


@require_safe
@needs(READ)
def mailings(request: HttpRequest) -> HttpResponse:
    rows = Mailing.objects.select_related("launched_by").defer("text", "html")
    pages = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    found = list(pages)
    steps = running.progress_of(row.pk for row in found)
    context = {
        "pages": pages,
        "rows": [(row, steps[row.pk], MARKS[MailingState(row.state)]) for row in found],
        "trail": [{"url": "", "label": "Envois"}],
        "desk_icon": "mail",
    }
    return render(request, "crm_mailings/desk/list.html", context)


@require_safe
@needs(READ)
def mailing(request: HttpRequest, pk: int) -> HttpResponse:
    return _shown(request, _found(pk), StopForm())


def _found(pk: int) -> Mailing:
    return get_object_or_404(Mailing.objects.select_related("launched_by"), pk=pk)


def _shown(
    request: HttpRequest, row: Mailing, form: StopForm, *, status: int = 200
) -> HttpResponse:
    audience = AUDIENCES.get(row.audience)
    context = {
        **_step(row),
        "audience": audience.label if audience else "",
        "words": laid_out(row.text, {name: f"[{name}]" for name in FIELD.findall(row.text)}),
        "left_out": sorted(row.left_out.items()),
        "left_out_in_all": sum(row.left_out.values()),
        "to_settle": _to_settle(request, row),
        "form": form,
        "trail": [
            {"url": reverse("crm_mailings"), "label": "Envois"},
            {"url": "", "label": row.title},
        ],
        "desk_icon": "mail",
    }
    return render(request, "crm_mailings/desk/mailing.html", context, status=status)


def _step(row: Mailing) -> dict[str, object]:
    return {
        "mailing": row,
        "step": running.progress(row),
        "mark": MARKS[MailingState(row.state)],
    }


def _to_settle(request: HttpRequest, row: Mailing) -> list[tuple[Recipient, str, str]]:
    """Whose letter a human must look at: named to those who may read people, masked for the others."""
    may_read = agent(request).has_perm("crm_people.view_person")
    rows = services.to_settle(row, SETTLED_AT_ONCE)
    return [
        (one, (one.email if may_read else masked(one.email)) or FORGOTTEN, _fault(one))
        for one in rows
    ]


def _fault(row: Recipient) -> str:
    told = row.letter.last_error if row.letter else ""
    return FAULTS.get(told, told if " " in told else "erreur du serveur")


@require_safe
@needs(READ)
def advance(request: HttpRequest, pk: int) -> HttpResponse:
    """The part of the page that moves, for the script that refreshes it."""
    return render(request, "crm_mailings/desk/progress.html", _step(_found(pk)))


@require_POST
@needs(READ, CHANGE)
def act(request: HttpRequest, pk: int) -> HttpResponse:
    """Pause, resume, stop with a reason, send again what was given up."""
    row = _found(pk)
    form = StopForm(request.POST if request.POST.get("act") == "stop" else None)
    if form.is_bound and not form.is_valid():
        return _shown(request, row, form, status=422)
    try:
        told = _acted(request, row, form)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, told)
    return redirect("crm_mailing", row.pk)


def _acted(request: HttpRequest, row: Mailing, form: StopForm) -> str:
    by, wanted = agent(request), request.POST.get("act")
    if wanted == "pause":
        running.pause(row, by=by)
        return "L’envoi est suspendu\u00a0: rien ne part plus jusqu’à sa reprise."
    if wanted == "resume":
        running.resume(row, by=by)
        return "L’envoi reprend."
    if wanted == "retry":
        count = services.retry_failed(row, by=by)
        return f"Courriers remis à l’envoi\u00a0: {count}."
    if wanted == "stop":
        count = running.stop(row, reason=form.cleaned_data["reason"], by=by)
        return f"L’envoi est arrêté. Courriers retenus\u00a0: {count}."
    raise Refused("Ce geste n’existe pas\u00a0: rien n’a changé.")


@require_POST
@needs(READ, CHANGE)
def settle(request: HttpRequest, pk: int, letter: int) -> HttpResponse:
    """Decide on a letter of which nobody knows whether it left."""
    row = _found(pk)
    found = get_object_or_404(Letter, pk=letter, batch=row.batch)
    again = request.POST.get("act") == "again"
    if not again and request.POST.get("act") != "left":
        messages.error(request, "Ce geste n’existe pas\u00a0: rien n’a changé.")
        return redirect("crm_mailing", row.pk)
    try:
        services.settle_letter(row, found, again=again, by=agent(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Le courrier repart." if again else "Noté comme parti.")
    return redirect("crm_mailing", row.pk)
