"""A batch on the journeys of the list: what was ticked, what to do with it, what became of it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.utils import get_valid_next_url_from_request

from crm.journal.refusal import Refused
from crm.journeys.bulk import batches
from crm.journeys.bulk.actions import MESSAGE, Deed, offered_to
from crm.journeys.bulk.messages import preview
from crm.journeys.file_panels import user_of
from crm.journeys.forms.bulk import BatchForm
from crm.journeys.models import Journey
from crm.registers.access import needs


@needs("crm_people.read_file", "crm_journeys.view_journey", "crm_journeys.bulk_act")
def bulk(request: HttpRequest) -> HttpResponse:
    """Ask what the act needs, then do it when the button named `do` posts the page again.

    An address that is only opened, or a selection without a journey, leads back to the list.
    """
    back = get_valid_next_url_from_request(request) or reverse("crm_journeys")
    if request.method != "POST":
        return redirect(back)
    user = user_of(request)
    name = request.POST.get("action", "")
    deed = offered_to(user).get(name)
    if deed is None:
        if name:
            raise Http404
        messages.error(request, "Choisissez ce qu’il faut faire des parcours cochés.")
        return redirect(back)
    try:
        chosen = _chosen(request)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(back)
    if not chosen:
        messages.error(request, "Cochez au moins un parcours, ou tout ce que montre le filtre.")
        return redirect(back)
    context = _context(name, deed, chosen, back)
    if not {"do", "preview"} & request.POST.keys():
        context["form"] = deed.form(initial={"key": BatchForm.new_key()})
        return render(request, "crm_journeys/bulk/ask.html", context)
    return _answer(request, name, deed, chosen, context)


def _chosen(request: HttpRequest) -> list[Journey]:
    user, posted = user_of(request), request.POST
    if "everything" in posted:
        return batches.shown_by(user, posted.get("filter", "")[:2000], timezone.now())
    return batches.ticked(user, posted.getlist("journey"))


def _answer(
    request: HttpRequest, name: str, deed: Deed, chosen: list[Journey], context: dict[str, Any]
) -> HttpResponse:
    """Preview a message, or act and tell what became of each journey."""
    user = user_of(request)
    form = context["form"] = deed.form(request.POST)
    if not form.is_valid():
        return render(request, "crm_journeys/bulk/ask.html", context, status=422)
    if name == MESSAGE and "do" not in request.POST:
        context["preview"] = preview(chosen, form.draft, user)  # type: ignore[attr-defined]
        return render(request, "crm_journeys/bulk/ask.html", context)
    try:
        result = batches.run(form.batch_key, name, chosen, deed.act(form, user), by=user)
    except Refused as refusal:
        messages.warning(request, str(refusal))
        return redirect(context["back"])
    told = context | {"result": result}
    return render(request, "crm_journeys/bulk/result.html", told)


def _context(name: str, deed: Deed, chosen: list[Journey], back: str) -> dict[str, Any]:
    return {
        "action": name,
        "deed": deed,
        "chosen": chosen,
        "back": back,
        "is_message": name == MESSAGE,
        "trail": [
            {"url": reverse("crm_journeys"), "label": "Parcours, en liste"},
            {"url": "", "label": deed.label},
        ],
    }
