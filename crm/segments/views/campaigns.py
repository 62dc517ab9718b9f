"""Messages to segments at the desk: the list, and the page on which one is written, tried, launched."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from crm.journal.refusal import Refused
from crm.mailings.launching import progress
from crm.mailings.running import progress_of
from crm.registers.access import agent, needs
from crm.registers.written_texts import laid_out
from crm.segments.forms_campaigns import CampaignForm
from crm.segments.models import Campaign, CampaignState
from crm.segments.seeing import sees_people
from crm.segments.sending import campaigns as doors
from crm.segments.sending.merge_fields import FIELDS
from crm.segments.views.receiving import before_launch, shown_letters

READ = "crm_segments.view_campaign"
WRITE = "crm_segments.change_campaign"
A_PAGE = 20
# A letter dresses itself; it loads nothing from elsewhere and stands in our own pages alone.
LETTER = {
    "Content-Security-Policy": "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; "
    "frame-ancestors 'self'"
}


def _trail(label: str) -> list[dict[str, str]]:
    return [
        {"url": reverse("crm_campaigns"), "label": "Envois à des segments"},
        {"url": "", "label": label},
    ]


@needs(READ)
def campaigns(request: HttpRequest) -> HttpResponse:
    """Every message that the user may read, the latest first."""
    rows = Campaign.objects.read_by(agent(request)).select_related("created_by", "mailing")
    rows = rows.exclude(state=CampaignState.ABANDONED).prefetch_related("segments")
    pages = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    sent = progress_of([row.mailing_id for row in pages if row.mailing_id])
    context = {
        "pages": pages,
        "rows": [(row, sent.get(row.mailing_id) if row.mailing_id else None) for row in pages],
        "trail": [{"url": "", "label": "Envois à des segments"}],
    }
    return render(request, "crm_segments/campaigns.html", context)


def _found(request: HttpRequest, pk: int) -> Campaign:
    rows = Campaign.objects.read_by(agent(request)).select_related("created_by", "mailing")
    return get_object_or_404(rows.prefetch_related("segments", "without", "lists"), pk=pk)


@needs(READ, "crm_segments.add_campaign")
def new(request: HttpRequest) -> HttpResponse:
    """Begin a draft; ?segment=3 ticks one."""
    user = agent(request)
    wished = request.GET.get("segment", "")
    initial: dict[str, Any] = {"text": "Bonjour {prenom},\n\n"}
    if wished.isdecimal():
        initial["segments"] = [int(wished[:9])]
    if not sees_people(user):
        initial["nature"] = "promotion"
    form = CampaignForm(
        request.POST if request.method == "POST" else None, user=user, initial=initial
    )
    if form.is_valid():
        try:
            campaign = doors.write(form.message(), by=user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, "Brouillon enregistré. Relisez-le ci-dessous avant de le lancer."
            )
            return redirect("crm_campaign", campaign.pk)
    context = _page(form) | {"trail": _trail("Nouvel envoi")}
    return render(request, "crm_segments/campaign.html", context, status=_status(form))


def _page(form: CampaignForm) -> dict[str, Any]:
    return {
        "form": form,
        "to_whom": form.group("to_whom"),
        "by_right": form.group("by_right"),
        "fields": FIELDS.items(),
        "most": settings.SEGMENTS["service_most"],
    }


def _status(form: CampaignForm) -> int:
    return 422 if form.is_bound and form.errors else 200


@needs(READ)
def campaign(request: HttpRequest, pk: int) -> HttpResponse:
    """A draft to write, read over and launch; afterwards, what became of it."""
    row, user = _found(request, pk), agent(request)
    if row.state != CampaignState.DRAFT:
        return _show_past(request, row)
    writes = user.has_perm(WRITE)
    posted = request.POST if request.method == "POST" and writes else None
    form = CampaignForm(posted, user=user, campaign=row, initial=CampaignForm.values_of(row))
    if form.is_valid():
        try:
            doors.change(row, form.message(), by=user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Brouillon enregistré.")
            return redirect("crm_campaign", row.pk)
    context = _page(form) | {
        "campaign": row,
        "writes": writes,
        "trail": _trail(row.title),
        # What was typed and refused is not what would leave.
        "before": None if form.is_bound else before_launch(request, row),
    }
    return render(request, "crm_segments/campaign.html", context, status=_status(form))


def _show_past(request: HttpRequest, row: Campaign) -> HttpResponse:
    left_out = row.left_out.items() if sees_people(agent(request)) else ()
    context = {
        "campaign": row,
        "progress": progress(row.mailing) if row.mailing else None,
        "left_out": left_out,
        # Each field stays as it was written: what it became is in each letter.
        "words": laid_out(row.text, {name: f"{{{name}}}" for name in FIELDS}),
        "trail": _trail(row.title),
    }
    return render(request, "crm_segments/past.html", context)


@needs(READ)
def letter(request: HttpRequest, pk: int, rank: int) -> HttpResponse:
    """One of the letters of the preview, as its reader's screen will lay it out."""
    row = _found(request, pk)
    letters = shown_letters(request, row) if row.state == CampaignState.DRAFT else []
    if rank >= len(letters):
        raise Http404
    return HttpResponse(letters[rank].rendered.html, headers=LETTER)


def _act(request: HttpRequest, pk: int, act: Callable[..., object], told: str) -> HttpResponse:
    row = _found(request, pk)
    try:
        act(row, by=agent(request), at=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, told)
    return redirect("crm_campaign", row.pk)


@require_POST
@needs(READ, WRITE)
def send_test(request: HttpRequest, pk: int) -> HttpResponse:
    return _act(request, pk, doors.send_test, f"L’essai part à {agent(request).email}.")


@require_POST
@needs(READ, WRITE)
def abandon(request: HttpRequest, pk: int) -> HttpResponse:
    return _act(request, pk, doors.abandon, "Brouillon abandonné.")


@require_POST
@needs(READ, WRITE)
def launch(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the message leave; then its progress, on the page of the mailing for those who may open it."""
    row = _found(request, pk)
    if "sure" not in request.POST:
        messages.error(request, "Cochez que vous avez relu l’envoi\u00a0: il ne se reprend pas.")
        return redirect("crm_campaign", row.pk)
    answer = _act(request, pk, doors.launch, "L’envoi est lancé.")
    sent = Campaign.objects.filter(pk=pk).values_list("mailing", flat=True).first()
    if sent and agent(request).has_perm("crm_mailings.view_mailing"):
        return redirect("crm_mailing", sent)
    return answer
