"""The page of a questionnaire, opened by a secret link: no account, no script, one short page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from crm.consents.services import informed
from crm.journal.refusal import Refused
from crm.questionnaires.forms import AnswersForm
from crm.questionnaires.models import Invitation, InvitationState
from crm.questionnaires.services import answer, decline, invitation_of
from crm.registers.private_pages import private
from editorial.limits import take_ticket

NOTICE = "questionnaire"
POSTS_ALLOWED, POSTS_WITHIN = 20, 600  # seconds
TOO_MANY = (
    "Beaucoup d’envois viennent de partir de votre connexion. Attendez dix minutes, puis envoyez "
    "encore une fois."
)
DONE = {InvitationState.ANSWERED, InvitationState.REFUSED}
PAGE = "crm_questionnaires/public/questionnaire.html"


# "strict-origin": from a page under "no-referrer" a browser posts "Origin: null", which is refused.
@private("strict-origin")
@require_http_methods(["GET", "HEAD", "POST"])
def questionnaire(request: HttpRequest, token: str) -> HttpResponse:
    """Show the questions; keep the answers, or the wish not to answer, on POST alone."""
    invitation = invitation_of(token)
    if invitation is None:
        return render(request, "crm_questionnaires/public/unknown.html", status=404)
    if invitation.state in DONE:
        return thanks(request, invitation)
    if request.method != "POST":
        return shown(request, invitation, AnswersForm(invitation.question_set))
    form = AnswersForm(invitation.question_set, request.POST)
    if not take_ticket("questionnaire", request, tickets=POSTS_ALLOWED, seconds=POSTS_WITHIN):
        response = shown(request, invitation, form, notice=TOO_MANY, status=429)
        response["Retry-After"] = str(POSTS_WITHIN)
        return response
    refuses = "decline" in request.POST
    if not refuses and not form.is_valid():
        return shown(request, invitation, form, status=422)
    try:
        if refuses:
            decline(invitation)
        else:
            answer(invitation, form.answers())
    except Refused:  # the same post twice at once: the first one was kept
        pass
    else:
        _informed(invitation)
    invitation.refresh_from_db()
    return thanks(request, invitation)


def _informed(invitation: Invitation) -> None:
    """Keep the information that was read, dated of the day alone: an hour would tell whose answers these are."""
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    person = invitation.enrolment.application.person
    informed(person, NOTICE, channel="questionnaire", at=midnight)


def shown(
    request: HttpRequest,
    invitation: Invitation,
    form: AnswersForm,
    *,
    notice: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {"invitation": invitation, "form": form, "notice": notice}
    return render(request, PAGE, context, status=status)


def thanks(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    context = {"refused": invitation.state == InvitationState.REFUSED}
    return render(request, "crm_questionnaires/public/thanks.html", context)
