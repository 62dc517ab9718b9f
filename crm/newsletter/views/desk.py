"""« Lettre d’information » at the desk: issues and where they stand, sending one, taking an address off."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from crm.journal.refusal import Refused
from crm.mailings.launching import preview, send_test
from crm.newsletter import issues, services
from crm.newsletter.figures import FLOOR, HIGH, LEFT, RIGHT, WIDE, figures
from crm.newsletter.forms import TakeOffForm
from crm.registers.access import agent, needs
from newsletter.models import IssuePage, NewsletterIndexPage

PER_PAGE = 20
READ = "crm_newsletter.view_subscriber"
SEND = "crm_newsletter.send_issue"
TITLE = "Lettre d’information"
# A letter is shown as mail readers show it: its own styles, pictures of this site, nothing else.
SEEN_APART = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; frame-ancestors 'self'"
NO_ADDRESS = "Votre compte n’a pas d’adresse électronique\u00a0: demandez qu’on l’y ajoute."


def trail(*last: str) -> list[dict[str, str]]:
    first = {"url": reverse("crm_newsletter") if last else "", "label": TITLE}
    return [first, *({"url": "", "label": label} for label in last)]


@needs(READ)
def newsletter(request: HttpRequest) -> HttpResponse:
    """The issues, the latest first, and how many receive them."""
    rows = IssuePage.objects.order_by("-number", "-pk")
    pages = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    index = NewsletterIndexPage.objects.first()
    may_write = index is not None and index.permissions_for_user(agent(request)).can_add_subpage()
    add = (
        reverse("wagtailadmin_pages:add", args=["newsletter", "issuepage", index.pk])
        if index and may_write
        else ""
    )
    context = {
        "pages": pages,
        "lines": issues.lines(pages),
        "figures": figures(),
        "box": {"wide": WIDE, "high": HIGH, "floor": FLOOR, "left": LEFT, "right": RIGHT},
        "add": add,
        "trail": trail(),
    }
    return render(request, "crm_newsletter/desk/list.html", context)


@needs(READ, SEND)
@require_safe
def issue(request: HttpRequest, pk: int) -> HttpResponse:
    """What an issue looks like in a mailbox, who would receive it, and the button that sends it."""
    page = get_object_or_404(IssuePage, pk=pk)
    [line] = issues.lines([page])
    context = {
        "page": page,
        "line": line,
        "obstacles": [] if line.mailing else issues.obstacles(page),
        "found": None if line.mailing else issues.addressed_to(),
        "samples": issues.SAMPLES,
        "own_address": agent(request).email,
        "trail": trail(f"Numéro {page.number}"),
    }
    return render(request, "crm_newsletter/desk/issue.html", context)


@needs(READ, SEND)
@require_safe
def seen(request: HttpRequest, pk: int, sample: str, form: str) -> HttpResponse:
    """The letter itself, as one of the two samples would read it; « texte » for its plain text."""
    page = get_object_or_404(IssuePage, pk=pk)
    if sample not in issues.SAMPLES:
        return HttpResponseBadRequest("Cet aperçu n’existe pas.", content_type="text/plain")
    try:
        found = preview(issues.plan_of(page), issues.SAMPLES[sample])
    except Refused as refusal:
        return HttpResponse(str(refusal), status=409, content_type="text/plain; charset=utf-8")
    in_text = form == "texte"
    kind = "text/plain" if in_text else "text/html"
    response = HttpResponse(
        found.text if in_text else found.html, content_type=f"{kind}; charset=utf-8"
    )
    response["Content-Security-Policy"] = SEEN_APART
    return response


@needs(READ, SEND)
@require_POST
def test(request: HttpRequest, pk: int) -> HttpResponse:
    """Send it to oneself first."""
    page = get_object_or_404(IssuePage, pk=pk)
    by = agent(request)
    try:
        if not by.email:
            raise Refused(NO_ADDRESS)
        send_test(issues.plan_of(page), by.email, by=by)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Un essai part à {by.email}.")
    return redirect("crm_newsletter_issue", pk)


@needs(READ, SEND)
@require_POST
def send(request: HttpRequest, pk: int) -> HttpResponse:
    page = get_object_or_404(IssuePage, pk=pk)
    try:
        mailing = issues.send(page, by=agent(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("crm_newsletter_issue", pk)
    messages.success(request, f"Le numéro {page.number} part.")
    return redirect("crm_mailing", mailing.pk)


@needs(READ, "crm_newsletter.change_subscriber")
def take_off(request: HttpRequest) -> HttpResponse:
    """Somebody asks by telephone to receive the letter no more, or an address answers no more."""
    form = TakeOffForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        if form.is_valid():
            found = services.take_off(form.cleaned_data["email"], by=agent(request), **form.told())
            if found:
                messages.success(request, "L’adresse ne recevra plus la lettre.")
                return redirect("crm_newsletter")
            form.add_error("email", "Cette adresse ne reçoit pas la lettre.")
        status = 422
    context = {"form": form, "trail": trail("Retirer une adresse")}
    return render(request, "crm_newsletter/desk/take_off.html", context, status=status)
