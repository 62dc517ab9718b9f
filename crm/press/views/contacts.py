"""Journalists: the list, adding one, correcting one."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from crm.journal.refusal import Refused
from crm.press import forgetting, outlets, services
from crm.press.forms import ContactForm, ContactListForm
from crm.press.models import PressContact
from crm.press.models.contacts import PressContactQuerySet
from crm.registers.access import agent, needs
from crm.registers.words import counted

from .shared import VIEW, trail_of

A_PAGE = 30


@needs(VIEW)
def contact_list(request: HttpRequest) -> HttpResponse:
    """Media and journalists, with the last exchange."""
    form = ContactListForm(request.GET)
    form.is_valid()
    rows = asked(form).select_related("organisation__outlet").prefetch_related("beats")
    pages = Paginator(rows.order_by("name_key", "pk"), A_PAGE).get_page(request.GET.get("page"))
    kept = request.GET.copy()
    kept.pop("page", None)
    context = {
        "form": form,
        "pages": pages,
        "base": f"?{kept.urlencode()}&" if kept else "?",
        "count": counted(pages.paginator.count, "journaliste").capitalize(),
        "trail": trail_of("Journalistes"),
        "desk_icon": "openquote",
    }
    return render(request, "crm_press/desk/contacts.html", context)


def asked(form: ContactListForm) -> PressContactQuerySet:
    """The contacts that a filter leaves."""
    told = form.cleaned_data
    rows = PressContact.objects.matching(told.get("q") or "")
    if told.get("titre"):
        rows = rows.filter(organisation=told["titre"])
    if told.get("nature"):
        rows = rows.filter(organisation__outlet__kind=told["nature"])
    if told.get("rubrique"):
        rows = rows.filter(beats=told["rubrique"])
    return _in_state(rows, told.get("etat") or "")


def _in_state(rows: PressContactQuerySet, state: str) -> PressContactQuerySet:
    now = timezone.now()
    if state == "joignables":
        return rows.reached()
    if state == "silencieux":
        return rows.silent_since(forgetting.months_ago(now, settings.PRESS_SILENT_MONTHS))
    if state == "opposes":
        return rows.filter(opted_out_at__isnull=False)
    if state == "erreur":
        return rows.filter(bounced_at__isnull=False)
    if state == "embargo":
        return rows.filter(respects_embargo=True)
    if state == "fin":
        return rows.filter(pk__in=forgetting.ending(now).order_by().values("pk"))
    return rows


@needs(VIEW, "crm_press.add_presscontact")
def new_contact(request: HttpRequest) -> HttpResponse:
    """Add a journalist. One of the same name or address is a question: `anyway` adds another."""
    form = ContactForm(request.POST or None, initial=_from_outlet(request))
    alike: list[PressContact] = []
    if form.is_valid():
        if "anyway" not in request.POST:
            alike = services.look_alikes(form.sheet(form.cleaned_data["organisation"]))
        if not alike:
            row = _save(request, form)
            if row is not None:
                return redirect("crm_press_contact", row.pk)
    trail = trail_of("Nouveau", ("Journalistes", reverse("crm_press_contacts")))
    return _show(request, form, "Nouveau journaliste", trail, alike)


def _from_outlet(request: HttpRequest) -> dict[str, object]:
    asked_for = request.GET.get("titre", "")
    return {"organisation": int(asked_for)} if asked_for.isdecimal() and asked_for.isascii() else {}


@needs(VIEW, "crm_press.change_presscontact")
def edit_contact(request: HttpRequest, pk: int) -> HttpResponse:
    row = found(pk)
    form = ContactForm(request.POST or None, initial=ContactForm.values_of(row))
    alike: list[PressContact] = []
    if form.is_valid():
        if "anyway" not in request.POST:
            alike = services.look_alikes(form.sheet(form.cleaned_data["organisation"]), but=row)
        if not alike and _save(request, form, row) is not None:
            return redirect("crm_press_contact", row.pk)
    trail = trail_of(
        "Modifier",
        ("Journalistes", reverse("crm_press_contacts")),
        (str(row), reverse("crm_press_contact", args=[row.pk])),
    )
    return _show(request, form, f"Modifier {row}", trail, alike)


def found(pk: int) -> PressContact:
    return get_object_or_404(PressContact.objects.select_related("organisation__outlet"), pk=pk)


def _save(
    request: HttpRequest, form: ContactForm, row: PressContact | None = None
) -> PressContact | None:
    """Write what was typed; None when it was refused, which the form then says."""
    told, by = form.cleaned_data, agent(request)
    medium = told["organisation"]
    try:
        if told["new_outlet"]:
            medium = outlets.name_outlet(told["new_outlet"], told["new_outlet_kind"], by=by)
        if row is None:
            row = services.add_contact(form.sheet(medium), told["beats"], by=by)
            messages.success(request, f"{row} est dans le carnet.")
        elif services.correct_contact(row, form.sheet(medium), told["beats"], by=by):
            messages.success(request, "Fiche corrigée.")
        else:
            messages.success(request, "Rien n’a changé.")
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None
    return row


def _show(
    request: HttpRequest,
    form: ContactForm,
    heading: str,
    trail: list[dict[str, str]],
    alike: list[PressContact],
) -> HttpResponse:
    context = {"form": form, "heading": heading, "alike": alike, "trail": trail}
    context["desk_icon"] = "openquote"
    status = 422 if form.is_bound else 200
    return render(request, "crm_press/desk/contact_form.html", context, status=status)
