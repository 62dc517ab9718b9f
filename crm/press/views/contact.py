"""A journalist's page: who they are, what was said, what they received, what they wrote."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from crm.consents.suppression import is_suppressed
from crm.journal.refusal import Refused
from crm.press import audience, coverage, exchanging, forgetting, services
from crm.press.coverage import Told
from crm.press.forms import ExchangeForm, HowForm, ReasonForm, WroteForm
from crm.press.models import Exchange, PressContact
from crm.registers.access import agent, needs
from crm.registers.opening import opens

from .contacts import found
from .shared import VIEW, trail_of

LINES = 30
ARTICLES_PROPOSED = 40


@needs(VIEW)
@opens("crm_press.presscontact")
def contact(request: HttpRequest, pk: int) -> HttpResponse:
    return show(request, found(pk))


def show(request: HttpRequest, row: PressContact, **refused: Form) -> HttpResponse:
    """The page of a contact; `refused` are the forms that came back, by their name there."""
    rows = coverage.without_journalist()[:ARTICLES_PROPOSED]
    articles = row.articles.select_related("coverage__release").order_by("-coverage__published_on")
    forms = {
        "exchange_form": ExchangeForm(auto_id="said-%s"),
        "how_form": HowForm(auto_id="how-%s"),
        "erase_form": ReasonForm(auto_id="erase-%s"),
        "wrote_form": wrote_form(row, list(rows)),
    }
    context = {
        "contact": row,
        "beats": row.beats.all(),
        "lists": row.lists.all(),
        "kept_until": forgetting.kept_until(row),
        "suppressed": bool(row.email_key) and is_suppressed(row.email_key, audience.CODE),
        "exchanges": row.exchanges.select_related("about", "by")[:LINES],
        "received": row.received.select_related("dispatch").order_by("-dispatch__sent_at")[:LINES],
        "articles": articles[:LINES],
        "trail": trail_of(str(row), ("Journalistes", reverse("crm_press_contacts"))),
        "desk_icon": "openquote",
    }
    status = 422 if refused else 200
    return render(request, "crm_press/desk/contact.html", context | forms | refused, status=status)


def wrote_form(row: PressContact, rows: list[Any], data: Any = None) -> WroteForm:
    likely = coverage.likely_articles(row, rows)
    others = [one for one in rows if one not in likely]
    return WroteForm(data, likely=likely, others=others, auto_id="wrote-%s")


def _answer(
    request: HttpRequest, row: PressContact, name: str, form: Form, act: Callable[[], str]
) -> HttpResponse:
    """Do what a form of the page asks, or show the page again with it."""
    if form.is_valid():
        try:
            told = act()
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, told)
            return redirect("crm_press_contact", row.pk)
    return show(request, row, **{name: form})


@require_POST
@needs(VIEW, "crm_press.add_exchange")
def log(request: HttpRequest, pk: int) -> HttpResponse:
    row, now = found(pk), timezone.now()
    form = ExchangeForm(request.POST, auto_id="said-%s")

    def act() -> str:
        exchanging.log_exchange(row, form.said(), on=form.moment(now), by=agent(request), at=now)
        return "L’échange est noté."

    return _answer(request, row, "exchange_form", form, act)


@require_POST
@needs(VIEW, "crm_press.delete_exchange")
def drop(request: HttpRequest, pk: int, exchange: int) -> HttpResponse:
    said = get_object_or_404(Exchange, pk=exchange, contact=pk)
    exchanging.drop_exchange(said, by=agent(request))
    messages.success(request, "L’échange est retiré.")
    return redirect("crm_press_contact", pk)


@require_POST
@needs(VIEW, "crm_press.change_presscontact")
def objection(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that the journalist wants nothing more, or asks for our releases again."""
    row = found(pk)
    form = HowForm(request.POST, auto_id="how-%s")

    def act() -> str:
        how, by = form.cleaned_data["how"], agent(request)
        if row.opted_out_at:
            services.welcome_back(row, how, by=by)
            return f"{row} reçoit de nouveau nos communiqués."
        services.object_to_mail(row, how, by=by)
        return f"Rien ne partira plus vers {row}."

    return _answer(request, row, "how_form", form, act)


@require_POST
@needs(VIEW, "crm_press.change_presscontact")
def bounce(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that the address does not answer, or that it does again."""
    row, by = found(pk), agent(request)
    try:
        if row.bounced_at:
            services.answers_again(row, by=by)
            messages.success(request, "L’adresse sert de nouveau.")
        else:
            services.note_bounce(row, by=by)
            messages.success(request, "Plus rien ne part vers cette adresse.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("crm_press_contact", row.pk)


@require_POST
@needs(VIEW, "crm_press.change_coveragelink")
def wrote(request: HttpRequest, pk: int) -> HttpResponse:
    """« Ce contact a publié… »"""
    row = found(pk)
    rows = list(coverage.without_journalist()[:ARTICLES_PROPOSED])
    form = wrote_form(row, rows, request.POST)

    def act() -> str:
        article = form.cleaned_data["coverage"]
        known = getattr(article, "press_link", None)
        told = Told(row, known.reach, known.tone, known.subject) if known else Told(row)
        coverage.link(article, told, by=agent(request))
        return f"«\u00a0{article.title}\u00a0» est relié à {row}."

    return _answer(request, row, "wrote_form", form, act)


@require_POST
@needs(VIEW, "crm_press.delete_presscontact")
def erase(request: HttpRequest, pk: int) -> HttpResponse:
    row, form = found(pk), ReasonForm(request.POST, auto_id="erase-%s")
    if form.is_valid():
        services.erase(row, form.cleaned_data["reason"], by=agent(request))
        messages.success(request, "La fiche est effacée, avec ses échanges.")
        return redirect("crm_press_contacts")
    return show(request, row, erase_form=form)
