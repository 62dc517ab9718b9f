"""The space of a partner: a link, a code, what is shown today, a word, the way out."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from crm.circle import doors, saying, services
from crm.circle.forms import AskForm, CodeForm, WordForm
from crm.circle.models import Helper
from crm.circle.seen import note_visit, seen_by
from crm.consents.services import notice_on
from crm.journal.refusal import Refused
from crm.registers.private_pages import private
from editorial.limits import take_ticket

POSTS_ALLOWED, POSTS_WITHIN = 20, 600  # seconds
ASKED_ALLOWED = 5
TOO_MANY = (
    "Beaucoup d’envois viennent de partir de votre connexion. Attendez dix minutes, puis envoyez "
    "encore une fois."
)
WRONG = {
    doors.Tried.WRONG: "Ce n’est pas ce code. Vérifiez le dernier courriel reçu.",
    doors.Tried.OVER: "Ce code n’est plus valable, ou n’a pas été demandé depuis ce navigateur. "
    "Demandez-en un autre.",
}
NOTICE = "cercle"


@private("strict-origin")
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for a new link: the same answer to every address."""
    form = AskForm(request.POST or None)
    status = 200
    if request.method == "POST":
        valid = form.is_valid()
        if not take_ticket("cercle", request, tickets=ASKED_ALLOWED, seconds=POSTS_WITHIN):
            form.add_error(None, TOO_MANY)
            status = 429
        elif request.POST.get("site_web"):
            return redirect("circle_asked")
        elif valid:
            doors.ask_again(form.cleaned_data["email"])
            return redirect("circle_asked")
        else:
            status = 422
    context = {"form": form, "information": notice_on(request, NOTICE)}
    return render(request, "crm_circle/public/ask.html", context, status=status)


@private("strict-origin")
@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    return render(request, "crm_circle/public/asked.html")


@private("strict-origin")
@require_http_methods(["GET", "HEAD", "POST"])
def space(request: HttpRequest, token: str) -> HttpResponse:
    """What is shown to a partner who gave the code; a door until then."""
    helper = doors.opened_by(token)
    if helper is None:
        return unknown(request)
    if request.method == "POST":
        return _come_in(request, token, helper)
    if doors.is_in(helper, request.session):
        return shown(request, token, helper)
    return door(request, token, helper)


def _come_in(request: HttpRequest, token: str, helper: Helper) -> HttpResponse:
    """Send a code, or try the one that was typed."""
    form = CodeForm(request.POST)
    if not take_ticket("cercle-code", request, tickets=POSTS_ALLOWED, seconds=POSTS_WITHIN):
        return door(request, token, helper, CodeForm(), notice=TOO_MANY, status=429)
    if "envoyer" in request.POST:
        try:
            doors.send_code(helper, request.session)
        except Refused as refusal:
            return door(request, token, helper, notice=str(refusal), status=409)
        return redirect("circle", token)
    if not form.is_valid():
        return door(request, token, helper, form, status=422)
    tried = doors.try_code(helper, request.session, form.cleaned_data["code"])
    if tried == doors.Tried.OPEN:
        request.session.cycle_key()
        return redirect("circle", token)
    form.add_error("code", WRONG[tried])
    return door(request, token, helper, form, status=422)


def door(
    request: HttpRequest,
    token: str,
    helper: Helper,
    form: CodeForm | None = None,
    *,
    notice: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        "token": token,
        "form": form or CodeForm(),
        "waits": doors.code_waits(helper, request.session),
        "notice": notice,
    }
    return render(request, "crm_circle/public/door.html", context, status=status)


def shown(
    request: HttpRequest,
    token: str,
    helper: Helper,
    *,
    refused: dict[int, WordForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    """Draw every journey that is open to the address; each look is journalled."""
    open_now = doors.shown_to(helper)
    lines = [_line(one, (refused or {}).get(one.pk)) for one in open_now]
    for one in open_now:
        note_visit(one)
    context = {
        "token": token,
        "helper": helper,
        "lines": lines,
        "refused": next(iter((refused or {}).values()), None),
        "information": notice_on(request, NOTICE),
    }
    return render(request, "crm_circle/public/space.html", context, status=status)


def _line(one: Helper, refused: WordForm | None) -> dict[str, Any]:
    seen = seen_by(one)
    return {
        "helper": one,
        "seen": seen,
        "form": refused or WordForm(seen=seen, auto_id=f"mot-{one.pk}-%s"),
        "words": one.words.select_related("need").order_by("at", "pk"),
    }


def _inside(request: HttpRequest, token: str, pk: int) -> Helper | None:
    """The partner's own row of this number, once inside; None for any other."""
    holder = doors.opened_by(token)
    if holder is None or not doors.is_in(holder, request.session):
        return None
    return next((one for one in doors.shown_to(holder) if one.pk == pk), None)


@private("strict-origin")
@require_POST
def word(request: HttpRequest, token: str, helper: int) -> HttpResponse:
    """Leave a word about a journey that is shown."""
    one = _inside(request, token, helper)
    if one is None:
        return unknown(request)
    form = WordForm(request.POST, seen=seen_by(one), auto_id=f"mot-{one.pk}-%s")
    valid = form.is_valid()
    if not take_ticket("cercle-mot", request, tickets=POSTS_ALLOWED, seconds=POSTS_WITHIN):
        form.add_error(None, TOO_MANY)
        return shown(request, token, one, refused={one.pk: form}, status=429)
    if request.POST.get("site_web"):
        return redirect("circle", token)
    if valid:
        try:
            saying.say(one, form.key_uuid, **form.answers())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(reverse("circle", args=[token]) + f"#projet-{one.pk}")
    return shown(request, token, one, refused={one.pk: form}, status=422)


@private("strict-origin")
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, token: str, helper: int) -> HttpResponse:
    """Help no more with a journey: asked first, done on POST."""
    one = _inside(request, token, helper)
    if one is None:
        return unknown(request)
    if request.method != "POST":
        context = {"token": token, "helper": one, "seen": seen_by(one)}
        return render(request, "crm_circle/public/leave.html", context)
    services.leave(one)
    if doors.opened_by(token):
        return redirect("circle", token)
    return render(request, "crm_circle/public/left.html")


@private("strict-origin")
@require_POST
def out(request: HttpRequest, token: str) -> HttpResponse:
    """Close the space on this browser; the code is asked for again."""
    doors.go_out(request.session)
    return redirect("circle", token)


def unknown(request: HttpRequest) -> HttpResponse:
    """The same page for a link that never was, one that expired, and one behind which nothing is shown."""
    return render(request, "crm_circle/public/unknown.html", status=404)
