"""« Nous écrire », « Être rappelé », and the pages that thank for it."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from crm.consents.services import current_wording, notice_on
from crm.leaflets import origins
from crm.welcome import intake
from crm.welcome.forms import CallForm, ContactForm, WriteForm
from crm.welcome.models import RefusedMessage, Topic
from crm.welcome.pages import referring_page
from editorial.limits import take_ticket

POSTS_ALLOWED, POSTS_WITHIN = 10, 600  # seconds
TOO_MANY = (
    "Beaucoup d’envois viennent de partir de votre connexion. Attendez dix minutes, puis envoyez "
    "encore une fois."
)
# What an address may choose beforehand: /nous-ecrire/?sujet=telecentre
SUBJECTS = {
    "installation": Topic.SETTLE,
    "formation": Topic.TRAIN,
    "telecentre": Topic.TELECENTRE,
}


@dataclass(frozen=True)
class Desk:
    """One of the two forms. `name` is that of its template, its draft and its address."""

    name: str
    form: type[ContactForm]

    @property
    def thanks(self) -> str:
        return f"{self.name}_thanks"


WRITE, CALL = Desk("write_to_us", WriteForm), Desk("call_me_back", CallForm)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest) -> HttpResponse:
    return answered(request, WRITE)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def call(request: HttpRequest) -> HttpResponse:
    return answered(request, CALL)


@require_safe
def write_thanks(request: HttpRequest) -> HttpResponse:
    return render(request, "crm_welcome/public/thanks.html", {"draft": WRITE.name, "call": False})


@require_safe
def call_thanks(request: HttpRequest) -> HttpResponse:
    return render(request, "crm_welcome/public/thanks.html", {"draft": CALL.name, "call": True})


def answered(request: HttpRequest, desk: Desk) -> HttpResponse:
    return received(request, desk) if request.method == "POST" else blank(request, desk)


def blank(request: HttpRequest, desk: Desk) -> HttpResponse:
    topic = SUBJECTS.get(request.GET.get("sujet", ""), "")
    initial = {"topic": topic, "page": referring_page(request)}
    return shown(request, desk, desk.form(initial=initial))


def received(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Keep a post, or show it again with all that was typed and what is missing."""
    now = timezone.now()
    form = desk.form(request.POST)
    valid = form.is_valid()
    if not take_ticket("nous-ecrire", request, tickets=POSTS_ALLOWED, seconds=POSTS_WITHIN):
        form.add_error(None, TOO_MANY)
        response = shown(request, desk, form, status=429)
        response["Retry-After"] = str(POSTS_WITHIN)
        return response
    if request.POST.get("site_web"):
        RefusedMessage.count_one(now)
        return redirect(desk.thanks)
    if not valid:
        return shown(request, desk, form)
    intake.receive(
        form.key_uuid,
        form.kind,
        form.chosen_topic,
        form.message(),
        wording=current_wording(intake.NOTICE, now),
        origin=origins.read(request),
        at=now,
    )
    return redirect(desk.thanks)


def shown(
    request: HttpRequest, desk: Desk, form: ContactForm, *, status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "draft": desk.name,
        "chosen": "" if form.is_bound or not form.initial["topic"] else "topic",
        "information": notice_on(request, intake.NOTICE),
    }
    return render(request, f"crm_welcome/public/{desk.name}.html", context, status=status)
