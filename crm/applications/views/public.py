"""The application form, and the page that thanks for it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from crm.applications import availability, intake
from crm.applications.forms import ApplyForm
from crm.consents.services import current_wording, notice_on
from crm.journal.refusal import Refused
from editorial import form_key
from editorial.limits import take_ticket
from training.models import Session, SessionState

POSTS_ALLOWED, POSTS_WITHIN = 20, 600  # seconds

STEPS = [
    {"label": label}
    for label in (
        "Vous",
        "Où vous vivez",
        "Votre situation",
        "Votre projet",
        "Votre venue",
        "Relire",
    )
]
LEFT_OPEN = (
    "Cette page était ouverte depuis plus d’un jour\u00a0: relisez vos réponses, puis envoyez-les "
    "encore une fois."
)
TOO_MANY = (
    "Beaucoup d’envois viennent de partir de votre connexion. Attendez dix minutes, puis envoyez "
    "encore une fois."
)
CLOSED = {SessionState.CLOSED, SessionState.UNDERWAY, SessionState.ENDED, SessionState.CANCELLED}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def apply_any(request: HttpRequest) -> HttpResponse:
    return received(request) if request.method == "POST" else page(request, blank(request, None))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def apply(request: HttpRequest, pk: int) -> HttpResponse:
    """The form with a session chosen. A session that closed meanwhile loses nothing that was typed."""
    if request.method == "POST":
        return received(request)
    session = Session.objects.select_related("course").filter(pk=pk).first()
    if session is None:
        return render(request, "crm_applications/public/no_session.html", status=404)
    if session.state != SessionState.OPEN:
        told = {"session": session, "state": session.state}
        gone = 410 if session.state in CLOSED else 200
        return render(request, "crm_applications/public/no_session.html", told, status=gone)
    return page(request, blank(request, session))


@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    return render(request, "crm_applications/public/thanks.html")


def received(request: HttpRequest) -> HttpResponse:
    """Keep a post, or show it again with all that was typed and what is missing."""
    now = timezone.now()
    key = form_key.read(request.POST.get("form_key", ""))
    if not take_ticket("candidater", request, tickets=POSTS_ALLOWED, seconds=POSTS_WITHIN):
        response = page(request, filled(request), notice=TOO_MANY, status=429)
        response["Retry-After"] = str(POSTS_WITHIN)
        return response
    if request.POST.get("precision"):
        return set_aside(now)
    if key is None or key.has_expired(now):
        return page(request, filled(request, form_key.renew(key, now)), notice=LEFT_OPEN)
    form = filled(request)
    if not form.is_valid():
        return page(request, form)
    # Only now: whoever sends an empty form by mistake is told what is missing, however fast.
    if key.is_too_fast(now):
        return set_aside(now)
    try:
        intake.receive(
            key.uuid,
            form.answers(),
            form.chosen_session,
            wording=current_wording(intake.NOTICE, now),
            at=now,
        )
    except Refused as refusal:
        return page(request, form, notice=str(refusal))
    return thanked()


def set_aside(now: datetime) -> HttpResponseRedirect:
    """Count what a robot sent, and answer as to anybody."""
    intake.count_spam(at=now)
    return thanked()


def thanked() -> HttpResponseRedirect:
    return redirect("apply_thanks")


def blank(request: HttpRequest, session: Session | None) -> ApplyForm:
    key = form_key.issue(timezone.now()).sign()
    return ApplyForm(
        initial={"form_key": key, "session": str(session.pk) if session else ""}, **known()
    )


def filled(request: HttpRequest, key: form_key.FormKey | None = None) -> ApplyForm:
    """What was posted, under a new key when one is given."""
    posted = request.POST.copy()
    if key is not None:
        posted["form_key"] = key.sign()
    return ApplyForm(posted, **known())


def known() -> dict[str, Any]:
    """What the form offers today."""
    day = timezone.localdate()
    sessions = list(
        Session.objects.open_on(day).select_related("course").order_by("starts_on", "pk")
    )
    wording = current_wording(intake.NEWSLETTER)
    return {
        "sessions": sessions,
        "seats": availability.of_sessions(sessions, day),
        "newsletter": wording.text if wording else "Recevoir la lettre d’information",
        "day": day,
    }


def page(
    request: HttpRequest, form: ApplyForm, *, notice: str = "", status: int = 200
) -> HttpResponse:
    session = form.open_sessions.get(str(form.initial.get("session", "")))
    context = {
        "form": form,
        "notice": notice,
        "session": session,
        "full": session and not form.seats[session.pk].left,
        "steps": STEPS,
        "information": notice_on(request, intake.NOTICE),
    }
    return render(request, "crm_applications/public/apply.html", context, status=status)
