"""The waiting list for offices: its order, why turns pass, the offers that run."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from crm.registers.access import agent, needs
from crm.waiting.models import Skip, WaitEntry
from telecentre.listing import natural

from ..models import OfferState, OfficeOffer, OfficeRequest
from .desk import CHANGE, SEE
from .forms_desk import RankForm
from .kind import KEY, KIND
from .searching import offices_with_room
from .taker import coming_term
from .words import moment_words, wish_words

A_PAGE = 50
SKIPS = 12


@needs(SEE)
def waiting(request: HttpRequest) -> HttpResponse:
    return show_list(request)


def show_list(
    request: HttpRequest, *, rank_form: tuple[int, RankForm] | None = None
) -> HttpResponse:
    """Draw the list, with the form that was refused as it was typed. As many queries for two rows as for fifty."""
    kept, changes = dict([rank_form] if rank_form else []), agent(request).has_perm(CHANGE)
    entries = WaitEntry.objects.of(KIND, KEY).in_line().select_related("person")
    pages = Paginator(entries, A_PAGE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "pages": pages,
        "line": _line(list(pages), kept, changes),
        "running": _running(),
        "room": offices_with_room(coming_term(timezone.now())),
        "skips": Skip.objects.filter(entry__waiting_list__kind=KIND).select_related(
            "entry__person", "passed_by__person"
        )[:SKIPS],
        "changes": changes,
        "trail": [
            {"url": reverse("crm_office_requests"), "label": "Demandes de bureau"},
            {"url": "", "label": "Liste d’attente"},
        ],
    }
    status = 422 if rank_form else 200
    return render(request, "crm_workspaces/offices/waiting.html", context, status=status)


def _line(
    entries: list[WaitEntry], kept: dict[int, RankForm], changes: bool
) -> list[tuple[WaitEntry, str, RankForm | None]]:
    rows = OfficeRequest.objects.select_related("site").in_bulk(
        [int(entry.reference) for entry in entries]
    )
    return [
        (
            entry,
            wish_words(rows[int(entry.reference)]),
            (kept.get(entry.pk) or RankForm(entry, auto_id=f"rank-{entry.pk}-%s"))
            if changes
            else None,
        )
        for entry in entries
    ]


def _running() -> list[tuple[OfficeOffer, list[str], str]]:
    rows = (
        OfficeOffer.objects.filter(state=OfferState.RUNNING)
        .select_related("request__person")
        .prefetch_related("bookings__space")
        .order_by("expires_at", "pk")
    )
    return [
        (
            row,
            sorted({str(booking.space) for booking in row.bookings.all()}, key=natural),
            moment_words(row.expires_at),
        )
        for row in rows
    ]
