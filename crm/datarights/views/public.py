"""« Vos données »: the page that says what is held and why, its form, and what whoever asked may read."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from crm.consents.services import current_wording, notice_on
from crm.datarights import intake, services
from crm.datarights.forms.asking import PublicForm
from crm.datarights.letters import FOLLOW, IDENTITY
from crm.datarights.models import IdentityMeans, RightsRequest
from crm.journal.refusal import Refused
from crm.letters import links
from crm.privacy.clocks import clocks
from crm.registers.private_pages import private
from editorial.limits import take_ticket

POSTS_ALLOWED, POSTS_WITHIN = 8, 600  # seconds
TOO_MANY = (
    "Beaucoup d’envois viennent de partir de votre connexion. Attendez dix minutes, puis envoyez "
    "encore une fois."
)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def your_data(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _shown(request, PublicForm())
    now = timezone.now()
    form = PublicForm(request.POST)
    valid = form.is_valid()
    if not take_ticket("vos-donnees", request, tickets=POSTS_ALLOWED, seconds=POSTS_WITHIN):
        form.add_error(None, TOO_MANY)
        response = _shown(request, form, status=429)
        response["Retry-After"] = str(POSTS_WITHIN)
        return response
    if request.POST.get("site_web"):
        return redirect("your_data_sent", uuid.uuid4())
    if not valid:
        return _shown(request, form, status=422)
    wording = current_wording(intake.NOTICE, now)
    row = intake.receive(form.asked(), form.key_uuid, wording=wording, at=now)
    return redirect("your_data_sent", row.form_key)


def _shown(request: HttpRequest, form: PublicForm, *, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "clocks": clocks().values(),
        "information": notice_on(request, intake.NOTICE),
    }
    return render(request, "crm_datarights/public/your_data.html", context, status=status)


@private("same-origin")
@require_http_methods(["GET", "HEAD"])
def sent(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The reference and the last day. An address that nothing answers to says thank you all the same."""
    row = RightsRequest.objects.filter(form_key=key).first()
    return render(request, "crm_datarights/public/sent.html", {"row": row})


@private("strict-origin")
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest, token: str) -> HttpResponse:
    """Where a request stands. Opening it changes nothing: the button confirms the address."""
    link = links.find(FOLLOW, token)
    row = RightsRequest.objects.filter(pk=int(link.target)).first() if link else None
    if row is None:
        return render(request, "crm_datarights/public/unknown.html", status=404)
    if request.method == "POST":
        services.confirm_address(row)
        return redirect("your_data_follow", token)
    return render(request, "crm_datarights/public/follow.html", {"row": row})


@private("strict-origin")
@require_http_methods(["GET", "HEAD", "POST"])
def identity(request: HttpRequest, token: str) -> HttpResponse:
    """Whoever reads the address of a file says whether they made a request. Nothing of the file is shown."""
    link = links.find(IDENTITY, token)
    row = _proved(link.target) if link else None
    if row is None:
        return render(request, "crm_datarights/public/unknown.html", status=404)
    context: dict[str, object] = {"row": row}
    if request.method == "POST" and not row.identified_at:
        try:
            services.establish(row, IdentityMeans.LINK, by=None)
        except Refused as refusal:
            context["refusal"] = str(refusal)
            return render(request, "crm_datarights/public/identity.html", context, status=409)
    return render(request, "crm_datarights/public/identity.html", context)


def _proved(target: str) -> RightsRequest | None:
    """The request of a link, while the file whose address it went to is still tied to it."""
    request, _, person = target.partition("-")
    rows = RightsRequest.objects.filter(pk=int(request), files__person=int(person))
    return rows.first()
