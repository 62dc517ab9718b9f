"""« Recevoir la lettre »: the form, the page that says to read one's mail, and the page that confirms.

Every address gets the same answer. Opening the link of a letter changes nothing: only the button does.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from crm.consents.services import current_wording, notice_on
from crm.journal.refusal import Refused
from crm.letters import links
from crm.newsletter import services
from crm.newsletter.forms import SubscribeForm
from crm.newsletter.letters import CONFIRM_LINK
from crm.newsletter.models import Channel, Subscriber
from crm.registers.private_pages import private
from editorial.limits import take_ticket
from newsletter.models import NewsletterIndexPage

POSTS_ALLOWED, POSTS_WITHIN = 8, 600  # seconds
TOO_MANY = (
    "Beaucoup d’envois viennent de partir de votre connexion. Attendez dix minutes, puis envoyez "
    "encore une fois."
)
LONGEST = 254


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def subscribe(request: HttpRequest) -> HttpResponse:
    """Ask for the newsletter."""
    if request.method != "POST":
        return _shown(request, SubscribeForm(initial={"origine": request.GET.get("origine", "")}))
    now = timezone.now()
    form = SubscribeForm(request.POST)
    valid = form.is_valid()
    if not take_ticket("lettre", request, tickets=POSTS_ALLOWED, seconds=POSTS_WITHIN):
        form.add_error(None, TOO_MANY)
        response = _shown(request, form, status=429)
        response["Retry-After"] = str(POSTS_WITHIN)
        return response
    if request.POST.get("site_web"):
        return redirect("newsletter_asked")
    if not valid:
        return _shown(request, form, status=422)
    services.subscribe(
        form.cleaned_data["email"],
        form_key=form.key_uuid,
        channel=form.cleaned_data["depuis"],
        origin=form.cleaned_data["origine"],
        wording=current_wording(services.WORDING, now),
        at=now,
    )
    return redirect("newsletter_asked")


@never_cache
@csrf_exempt  # it shows a form and changes nothing: the pages that hold the short one stay in caches
@require_POST
def from_the_footer(request: HttpRequest) -> HttpResponse:
    """Bring the address typed at the foot of a page to the form, where one reads what one agrees to."""
    typed = request.POST.get("email", "").strip()[:LONGEST]
    return _shown(request, SubscribeForm(initial={"email": typed, "depuis": Channel.FOOTER}))


def _shown(request: HttpRequest, form: SubscribeForm, *, status: int = 200) -> HttpResponse:
    context = {"form": form, "information": notice_on(request, services.WORDING)}
    return render(request, "crm_newsletter/public/subscribe.html", context, status=status)


@never_cache
@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    days = services.confirm_within().days
    return render(request, "crm_newsletter/public/asked.html", {"days": days})


@private("strict-origin")
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Show a button; confirm the address when it is pressed."""
    link = links.find(CONFIRM_LINK, token)
    row = Subscriber.objects.filter(pk=int(link.target)).exclude(email="").first() if link else None
    if row is None:
        return render(request, "crm_newsletter/public/unknown.html", status=404)
    status = 200
    archive = NewsletterIndexPage.objects.visible().first()
    context: dict[str, object] = {
        "information": notice_on(request, services.WORDING),
        "archive": archive.get_url(request) if archive else "",
    }
    if request.method == "POST":
        try:
            row = services.confirm(row)
        except Refused as refusal:
            context["refusal"], status = str(refusal), 409
    return render(
        request, "crm_newsletter/public/confirm.html", context | {"row": row}, status=status
    )
