"""The queue of files that look alike: one person, or two?"""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from crm.journal.refusal import Refused
from crm.people.merging.choices import compared
from crm.people.merging.finder import find_pairs
from crm.people.merging.services import say_distinct
from crm.people.models import ContactPoint, DuplicatePair
from crm.registers.access import needs
from crm.registers.words import counted

A_PAGE = 10
RIGHTS = ("crm_people.read_file", "crm_people.merge_person")
# Told by the headings of a pair.
NAMES = {"civility", "first_name", "last_name"}


@needs(*RIGHTS)
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    points = ContactPoint.objects.order_by("kind", "-is_primary", "pk")
    rows = (
        DuplicatePair.objects.to_review()
        .select_related("first__commune", "second__commune")
        .prefetch_related(
            Prefetch("first__contact_points", points), Prefetch("second__contact_points", points)
        )
    )
    pages = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    lines = [
        {
            "pair": pair,
            "facts": [one for one in compared(pair.first, pair.second) if one.name not in NAMES],
        }
        for pair in pages
    ]
    context = {
        "pages": pages,
        "lines": lines,
        "told": counted(pages.paginator.count, "paire"),
        "trail": [{"url": "", "label": "Doublons"}],
    }
    return render(request, "crm_people/duplicates.html", context)


@require_POST
@needs(*RIGHTS)
def search_now(request: HttpRequest) -> HttpResponse:
    """Look for pairs at once, without waiting for the night."""
    found = find_pairs(timezone.now())
    told = f"{counted(found, 'paire', feminine=True).capitalize()} de plus à examiner."
    messages.success(request, told if found else "Rien de nouveau : aucun dossier ne se ressemble.")
    return redirect("crm_duplicates")


@require_POST
@needs(*RIGHTS)
def distinct(request: HttpRequest, pk: int) -> HttpResponse:
    """Two people: the pair is never proposed again."""
    pair = get_object_or_404(DuplicatePair.objects.select_related("first", "second"), pk=pk)
    try:
        say_distinct(pair, by=cast("User", request.user))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Noté : {pair} sont deux personnes.")
    return redirect("crm_duplicates")
