"""The list of participants: searched, on paper, exported."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from crm.checkin.forms import RollFilter
from crm.checkin.paper import list_of
from crm.checkin.resources import RollResource
from crm.checkin.rolls import alphabetical, drawn, narrowed, people_of, workshops_of
from crm.journal.models import Action
from crm.journal.services import record
from crm.registers.access import agent, needs
from crm.registers.forms import ExportForm
from crm.registers.spreadsheets import CONTENT_TYPES, stream
from signin.sudo import recently_confirmed

from .common import ICON, SEE, base_of, edition_numbered, trail_of

A_PAGE = 50
PAPER = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
}


@require_safe
@needs(SEE)
def people(request: HttpRequest, number: int) -> HttpResponse:
    row = edition_numbered(number)
    form = RollFilter(request.GET, edition=row)
    order = alphabetical(narrowed(people_of(row), form.wanted()))
    pages = Paginator(order, A_PAGE).get_page(request.GET.get("page"))
    lines = drawn(people_of(row)).in_bulk(list(pages.object_list))
    context = {
        "edition": row,
        "form": form,
        "pages": pages,
        "lines": [lines[pk] for pk in pages.object_list if pk in lines],
        "count": len(order),
        "base": base_of(request),
        "kept": request.GET.urlencode(),
        "desk_icon": ICON,
        "trail": trail_of(row, "Participants"),
    }
    return render(request, "crm_checkin/desk/people.html", context)


@require_safe
@needs(SEE)
@recently_confirmed
def paper(request: HttpRequest, number: int) -> HttpResponse:
    """The list with boxes to tick; of a workshop with `atelier`. Each download is journalled."""
    row = edition_numbered(number)
    asked = request.GET.get("atelier", "")
    if asked and not asked.isdecimal():
        raise Http404
    slot = get_object_or_404(workshops_of(row), pk=asked[:9]) if asked else None
    file = list_of(row, slot, timezone.now())
    record(Action.EXPORTED, row, by=agent(request), reason="Liste imprimée", fields=["pdf"])
    name = f"forum-{row.number}-{f'atelier-{slot.pk}' if slot else 'participants'}.pdf"
    return HttpResponse(
        file, content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}"', **PAPER},
    )  # fmt: skip


@needs(SEE, "crm_checkin.export_checkin")
@recently_confirmed
def export(request: HttpRequest, number: int) -> Any:
    """Ask why, then let the rows leave with the filters of the list."""
    row = edition_numbered(number)
    filtered = RollFilter(request.GET, edition=row)
    rows = narrowed(people_of(row), filtered.wanted()).order_by("last_name", "first_name", "pk")
    form = ExportForm(request.POST if request.method == "POST" else None)
    kind = "xlsx" if request.GET.get("format") == "xlsx" else "csv"
    if form.is_valid():
        count = rows.count()
        record(
            Action.EXPORTED, row, by=agent(request),
            reason=f"{count} lignes, {kind} : {form.cleaned_data['purpose']}",
            fields=["participants"],
        )  # fmt: skip
        resource = RollResource()
        name = f"forum-{row.number}-{timezone.localdate():%Y-%m-%d}.{kind}"
        return StreamingHttpResponse(
            stream(kind, resource.headings(), resource.rows(rows)),
            content_type=CONTENT_TYPES[kind],
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )
    back = reverse("crm_forum_roll", args=[number])
    context = {
        "form": form,
        "count": rows.count(),
        "kind": kind,
        "name": "participants du Forum",
        "filters": [name for name in filtered.fields if request.GET.get(name)],
        "action": request.get_full_path(),
        "back": back,
        "desk_icon": "download",
        "trail": trail_of(row, "Exporter"),
    }
    status = 422 if form.is_bound else 200
    return render(request, "crm_registers/export.html", context, status=status)
