"""« S’inscrire au Forum » : one form for a whole group, and the way back to a lost link."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from crm.consents.services import current_wording, notice_on
from crm.journal.refusal import Refused
from crm.people.contacts import normalise_email
from editorial import form_key
from editorial.limits import take_ticket
from editorial.signed_forms import SignedForm
from forum.models import Edition, EditionPage

from .. import letters
from ..availability import of_edition
from ..forms import AnswersForm, GroupForm, People, as_typed, retyped, rows_of
from ..models import LIVE, Registration
from ..programme import workshops
from ..services import register
from ..windows import refusal

NOTICE, INVITATIONS = "forum", "forum-invitations"
POSTS_ALLOWED, POSTS_WITHIN = 10, 600  # seconds
TOO_MANY = (
    "Beaucoup d’envois viennent de partir de votre connexion. Attendez dix minutes, puis envoyez "
    "encore une fois."
)


def page_of(number: int) -> EditionPage:
    """The page of an edition that anybody may read."""
    pages = EditionPage.objects.visible().select_related("edition")
    page: EditionPage | None = pages.filter(edition__number=number).first()
    if page is None:
        raise Http404
    return page


def edition_of(page: EditionPage) -> Edition:
    if page.edition is None:
        raise Http404
    edition: Edition = page.edition
    return edition


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def register_group(request: HttpRequest, number: int) -> HttpResponse:
    page = page_of(number)
    offered = workshops(edition_of(page))
    if request.method == "POST":
        return received(request, page, offered)
    answers = AnswersForm(initial={"origine": request.GET.get("origine", "")})
    return shown(request, page, GroupForm(answers, People(offered)))


def received(request: HttpRequest, page: EditionPage, offered: list[Any]) -> HttpResponse:
    """Register, or show again all that was typed, with a person more or less, or what to correct."""
    if (changed := retyped(request.POST)) is not None:
        answers = AnswersForm(initial=typed_answers(request.POST))
        answers.sent = key_again(request.POST) or answers.sent
        people = People(offered, initial=as_typed(changed, rows_of(changed)))
        return shown(request, page, GroupForm(answers, people))
    form = GroupForm(AnswersForm(request.POST), People(offered, request.POST))
    valid = form.is_valid()
    if not take_ticket("inscription-forum", request, tickets=POSTS_ALLOWED, seconds=POSTS_WITHIN):
        form.add_error(TOO_MANY)
        response = shown(request, page, form, status=429)
        response["Retry-After"] = str(POSTS_WITHIN)
        return response
    if request.POST.get("site_web"):
        return redirect("forum_registered", edition_of(page).number)
    if not valid:
        return shown(request, page, form, status=422)
    return kept(request, page, form)


def kept(request: HttpRequest, page: EditionPage, form: GroupForm) -> HttpResponse:
    now, answers = timezone.now(), form.answers
    try:
        register(
            edition_of(page),
            form.group(origin=answers.origin),  # type: ignore[attr-defined]
            form_key=answers.key_uuid,  # type: ignore[attr-defined]
            wording=current_wording(NOTICE, now),
            invitations_wording=current_wording(INVITATIONS, now),
            at=now,
        )
    except Refused as refused:
        form.add_error(str(refused))
        return shown(request, page, form, status=422)
    return redirect("forum_registered", edition_of(page).number)


def typed_answers(data: QueryDict) -> dict[str, Any]:
    names = ("email", "phone", "declared_source", "origine")
    boxes = ("wants_call", "wants_invitations")
    return {name: data.get(name, "") for name in names} | {name: name in data for name in boxes}


def key_again(data: QueryDict) -> Any:
    """The key of a page that one goes on filling in: it keeps its identity and its hour."""
    return form_key.read(data.get("key", ""))


def shown(
    request: HttpRequest, page: EditionPage, form: GroupForm, *, status: int = 200
) -> HttpResponse:
    edition = edition_of(page)
    invitations = notice_on(request, INVITATIONS)
    form.answers.fields["wants_invitations"].label = invitations
    context = {
        "page": page,
        "edition": edition,
        "form": form,
        "closed": refusal(edition, timezone.now(), by_agent=False),
        "answer": of_edition(edition),
        "information": notice_on(request, NOTICE),
        "most": settings.FORUM_GROUP_MAX,
    }
    return render(request, "crm_registrations/public/form.html", context, status=status)


@require_safe
def thanks(request: HttpRequest, number: int) -> HttpResponse:
    context = {"page": page_of(number), "hours": settings.FORUM_CONFIRM_HOURS}
    return render(request, "crm_registrations/public/thanks.html", context)


class LostForm(SignedForm):
    email = forms.EmailField(
        label="Votre adresse électronique",
        max_length=254,
        help_text="Celle avec laquelle vous vous êtes inscrit.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": "Indiquez votre adresse électronique."},
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def lost_link(request: HttpRequest) -> HttpResponse:
    """Send the link again. The answer is the same whether the address is known or not."""
    form = LostForm(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {"form": form, "sent": False}
    status = 200
    if request.method == "POST":
        valid = form.is_valid()
        if not take_ticket("lien-forum", request, tickets=POSTS_ALLOWED, seconds=POSTS_WITHIN):
            form.add_error(None, TOO_MANY)
            status = 429
        elif valid:
            if not form.is_robot:
                send_links(form.cleaned_data["email"])
            context["sent"] = True
        else:
            status = 422
    return render(request, "crm_registrations/public/lost_link.html", context, status=status)


def send_links(email: str) -> None:
    now = timezone.now()
    rows = Registration.objects.filter(
        email=normalise_email(email), state__in=LIVE, edition__ends_on__gte=timezone.localdate(now)
    )
    for row in rows.select_related("edition"):
        letters.known(row, now)
