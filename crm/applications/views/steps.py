"""The application step by step, at a secret address. Each post is kept, right or wrong; GET changes nothing."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from crm.applications import files, intake
from crm.applications.drafts import expiry, recap, sending, services
from crm.applications.drafts.links import Opened, opened_by
from crm.applications.drafts.steps import (
    FILES,
    FORMS,
    ORDER,
    SEND,
    STEPS,
    first_to_do,
    following,
    make_form,
    preceding,
    typed_in,
)
from crm.applications.forms import SendForm
from crm.applications.forms_files import FileForm
from crm.applications.models import DraftState
from crm.consents.services import current_wording, notice_on
from crm.journal.refusal import Refused
from crm.registers.private_pages import private
from editorial.limits import take_ticket

from .public import POSTS_WITHIN, TOO_MANY, slowed

POSTS_ALLOWED = 120
BACK, LATER = "retour", "plus-tard"
Answer = Callable[[HttpRequest, Opened, str], HttpResponse]


def opening(view: Answer) -> Callable[..., HttpResponse]:
    """Open the draft of a token first; what is unknown, and what was sent, have pages of their own."""

    # Under "no-referrer" a browser posts "Origin: null", which the CSRF check refuses.
    @private("strict-origin")
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def opened(request: HttpRequest, token: str, slug: str = "") -> HttpResponse:
        found = opened_by(token)
        if found is None:
            return render(request, "crm_applications/public/draft_unknown.html", status=404)
        if found.draft.state == DraftState.SENT:
            if request.method == "POST":
                return redirect("apply_thanks")
            context = {"sent_at": found.draft.saved_at}
            return render(request, "crm_applications/public/draft_sent.html", context)
        try:
            return view(request, found, slug)
        except services.Reopen:
            return redirect("apply_resume_sent")
        except Refused:
            # Sent or forgotten meanwhile: the page of the draft says which.
            return redirect("apply_draft", token)

    return opened


@opening
def draft(request: HttpRequest, opened: Opened, slug: str) -> HttpResponse:
    """Where the link of the letter leads: the first step that is not done."""
    return redirect("apply_step", opened.token, first_to_do(opened.draft))


@opening
def step(request: HttpRequest, opened: Opened, slug: str) -> HttpResponse:
    if slug not in STEPS:
        return redirect("apply_draft", opened.token)
    if request.method == "POST" and not _allowed(request):
        return _slowed(request, opened, slug)
    return {FILES: _files, SEND: _send}.get(slug, _questions)(request, opened, slug)


def _allowed(request: HttpRequest) -> bool:
    return take_ticket("candidature", request, tickets=POSTS_ALLOWED, seconds=POSTS_WITHIN)


def _slowed(request: HttpRequest, opened: Opened, slug: str) -> HttpResponse:
    """Too many posts: what was typed is shown again, and kept by the browser."""
    if slug in FORMS:
        return slowed(
            _page(request, opened, slug, make_form(slug, request.POST), notice=TOO_MANY, status=429)
        )
    response = redirect("apply_step", opened.token, slug)
    return slowed(response)


def _questions(request: HttpRequest, opened: Opened, slug: str) -> HttpResponse:
    kept = opened.draft.payload.get(slug)
    if request.method != "POST":
        return _page(request, opened, slug, make_form(slug, known=kept))
    form = make_form(slug, request.POST)
    done, way = form.is_valid(), request.POST.get("go", "")
    token = services.keep(opened, slug, typed_in(slug, request.POST), done=done)
    if not done and way not in {BACK, LATER}:
        opened.draft.refresh_from_db()
        return _page(request, opened, slug, form)
    return _onwards(token, slug, way)


def _onwards(token: str, slug: str, way: str) -> HttpResponse:
    if way == LATER:
        return redirect("apply_later", token)
    if way == BACK:
        return redirect("apply_step", token, preceding(slug))
    opened = opened_by(token)
    # Whoever corrects an answer goes back to reading it all again.
    ready = opened is not None and set(ORDER) - set(opened.draft.done) == {SEND}
    return redirect("apply_step", token, SEND if ready else following(slug))


def _files(request: HttpRequest, opened: Opened, slug: str) -> HttpResponse:
    """Add a file, take one away, or go on; a file that was chosen is added whatever the button."""
    if request.method != "POST":
        return _page(request, opened, slug, FileForm())
    way = request.POST.get("go", "")
    if request.FILES or way == "ajouter":
        form = FileForm(request.POST, request.FILES)
        if not form.is_valid() or not _added(opened, form):
            return _page(request, opened, slug, form)
    if number := request.POST.get("retirer", ""):
        held = services.touch(opened)
        if (
            number.isdecimal()
            and len(number) < 19
            and (row := held.files.filter(pk=number).first())
        ):
            files.drop(row)
    elif way != "ajouter":
        services.touch(opened, "" if way in {BACK, LATER} else slug)
        return _onwards(opened.token, slug, way)
    return redirect("apply_step", opened.token, slug)


def _added(opened: Opened, form: FileForm) -> bool:
    try:
        files.add(services.touch(opened), **form.answers())
    except services.Reopen:
        raise
    except Refused as refusal:
        form.add_error("file", str(refusal))
        return False
    return True


def _send(request: HttpRequest, opened: Opened, slug: str) -> HttpResponse:
    wording = current_wording(intake.NEWSLETTER)
    label = wording.text if wording else "Recevoir la lettre d’information"
    form = SendForm(request.POST if request.method == "POST" else None, newsletter=label)
    notice = ""
    if request.method == "POST":
        way = request.POST.get("go", "")
        if way in {BACK, LATER}:
            return _onwards(opened.token, slug, way)
        form.is_valid()
        try:
            sending.send(opened, newsletter=form.cleaned_data["newsletter"])
        except services.Reopen:
            raise
        except Refused as refusal:
            notice = str(refusal)
        else:
            return redirect("apply_thanks")
    parts = recap.parts(opened.draft)
    context: dict[str, Any] = {
        "parts": parts,
        "lacking": [part.step for part in parts if not part.complete],
        "information": notice_on(request, intake.NOTICE),
    }
    return _page(request, opened, slug, form, notice=notice, **context)


@opening
def later(request: HttpRequest, opened: Opened, slug: str) -> HttpResponse:
    """One goes on another day: how, and until when."""
    context = {"opened": opened, "ends_at": expiry.ends_at(opened.draft)}
    return render(request, "crm_applications/public/later.html", context)


@opening
def discard(request: HttpRequest, opened: Opened, slug: str) -> HttpResponse:
    """Forget it all: asked first, done on POST."""
    if request.method == "POST":
        services.give_up(opened)
        return render(request, "crm_applications/public/discarded.html")
    return render(request, "crm_applications/public/discard.html", {"opened": opened})


def _page(
    request: HttpRequest,
    opened: Opened,
    slug: str,
    form: forms.Form,
    *,
    notice: str = "",
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    place = ORDER.index(slug)
    context = {
        "opened": opened,
        "draft": opened.draft,
        "form": form,
        "notice": notice,
        "step": STEPS[slug],
        "steps": [_mark(opened, one) for one in ORDER],
        "current": place + 1,
        "previous": ORDER[place - 1] if place else "",
        "body": f"crm_applications/public/steps/{slug}.html",
        "version": _version(opened, slug),
        "files": list(opened.draft.files.all()) if slug == FILES else [],
        **more,
    }
    return render(request, "crm_applications/public/step.html", context, status=status)


def _mark(opened: Opened, slug: str) -> dict[str, str]:
    done = slug in opened.draft.done
    url = reverse("apply_step", args=[opened.token, slug]) if done else ""
    return {"label": STEPS[slug].label, "url": url}


def _version(opened: Opened, slug: str) -> str:
    """What the browser compares: what it kept of an earlier state of the step is out of date."""
    kept = opened.draft.payload.get(slug, {}) if slug in FORMS else {}
    written = json.dumps(kept, sort_keys=True).encode()
    return hashlib.sha256(written).hexdigest()[:12]
