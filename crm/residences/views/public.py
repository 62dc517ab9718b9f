"""« Résidence d’entrepreneur » : the request, and the page that thanks for it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from crm.consents.services import current_wording, notice_on
from crm.leaflets import origins
from crm.residences import posts
from crm.residences.forms import RequestForm
from crm.residences.models import RefusedPost
from editorial.limits import take_ticket

POSTS_ALLOWED, POSTS_WITHIN = 10, 600  # seconds
DRAFT = "residence_request"
TOO_MANY = (
    "Beaucoup d’envois viennent de partir de votre connexion. Attendez dix minutes, puis envoyez "
    "encore une fois."
)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def request_residence(request: HttpRequest) -> HttpResponse:
    """Keep a request, or show it again with all that was typed and what is missing."""
    if request.method != "POST":
        return shown(request, RequestForm())
    now = timezone.now()
    form = RequestForm(request.POST)
    valid = form.is_valid()
    if not take_ticket("residence", request, tickets=POSTS_ALLOWED, seconds=POSTS_WITHIN):
        form.add_error(None, TOO_MANY)
        response = shown(request, form, status=429)
        response["Retry-After"] = str(POSTS_WITHIN)
        return response
    if request.POST.get("site_web"):
        RefusedPost.count_one(now)
        return redirect("request_residence_thanks")
    if not valid:
        return shown(request, form, status=422)
    wording = current_wording(posts.NOTICE, now)
    posts.receive(form.key_uuid, form.told(), wording=wording, origin=origins.read(request), at=now)
    return redirect("request_residence_thanks")


def shown(request: HttpRequest, form: RequestForm, *, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "draft": DRAFT,
        "information": notice_on(request, posts.NOTICE),
    }
    return render(request, "crm_residences/public/request.html", context, status=status)


@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    return render(request, "crm_residences/public/thanks.html", {"draft": DRAFT})
