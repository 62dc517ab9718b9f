"""What is posted from the follow-up page beside answers to an offer: files and messages."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from crm.applications import files, messages
from crm.applications.follow import Followed, followed_by
from crm.applications.forms_files import FileForm, MessageForm
from crm.applications.models import Application
from crm.consents.models import Purpose
from crm.consents.services import FOLLOWED, given_by, informed, note
from crm.journal.refusal import Refused
from crm.registers.private_pages import private
from editorial.limits import take_ticket

from .follow import shown, unknown
from .public import TOO_MANY, slowed

POSTS_ALLOWED, POSTS_WITHIN = 20, 600  # seconds


def _allowed(request: HttpRequest) -> bool:
    return take_ticket("suivi", request, tickets=POSTS_ALLOWED, seconds=POSTS_WITHIN)


@private("strict-origin")
@require_http_methods(["GET", "HEAD", "POST"])
def send_file(request: HttpRequest, token: str) -> HttpResponse:
    """Add a file, or take one away."""
    followed = followed_by(token)
    if followed is None:
        return unknown(request)
    if request.method != "POST":
        return redirect("follow", token)
    if not _allowed(request):
        return slowed(shown(request, token, followed, notice=TOO_MANY, status=429))
    if number := request.POST.get("retirer", ""):
        return _taken_back(request, token, followed, number)
    form = FileForm(request.POST, request.FILES, auto_id="file-%s")
    if form.is_valid():
        try:
            files.add_later(followed.row, **form.answers())
            _informed(followed)
        except Refused as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect(f"{reverse('follow', args=[token])}#pieces")
    return shown(request, token, followed, file_form=form)


def _informed(followed: Followed) -> None:
    """Keep which information stood under what they sent. A form without a file keeps its own."""
    if isinstance(followed.row, Application):
        informed(followed.row.person, FOLLOWED, channel="page de suivi")


def _taken_back(request: HttpRequest, token: str, followed: Followed, number: str) -> HttpResponse:
    try:
        if number.isdecimal() and len(number) < 19:
            files.drop_later(followed.row, int(number))
    except Refused as refusal:
        return shown(request, token, followed, notice=str(refusal), status=409)
    return redirect(f"{reverse('follow', args=[token])}#pieces")


@private("strict-origin")
@require_http_methods(["GET", "HEAD", "POST"])
def send_message(request: HttpRequest, token: str) -> HttpResponse:
    followed = followed_by(token)
    if followed is None:
        return unknown(request)
    if request.method != "POST":
        return redirect("follow", token)
    form = MessageForm(request.POST, auto_id="message-%s")
    if not form.is_valid():
        return shown(request, token, followed, message_form=form)
    if not _allowed(request):
        form.add_error(None, TOO_MANY)
        return slowed(shown(request, token, followed, message_form=form, status=429))
    try:
        messages.write(followed.row, form.cleaned_data["text"], form.identity)
        _informed(followed)
    except Refused as refusal:
        return shown(request, token, followed, notice=str(refusal), status=409)
    return redirect(f"{reverse('follow', args=[token])}#messages")


@private("strict-origin")
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, token: str) -> HttpResponse:
    """Take an agreement back, as easily as it was given: one button, no question."""
    followed = followed_by(token)
    if followed is None:
        return unknown(request)
    if request.method == "POST" and isinstance(followed.row, Application):
        number = request.POST.get("accord", "")
        for word in given_by(followed.row.person):
            if str(word.pk) == number:
                note(
                    word.person, Purpose(word.purpose), given=False, about=word.about,
                    channel="page de suivi", wording=word.wording, proof="lien de suivi",
                )  # fmt: skip
    return redirect(f"{reverse('follow', args=[token])}#accords")
