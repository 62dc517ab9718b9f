"""The segments at the desk: the list, one of them, the page on which one is built."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from crm.journal.refusal import Refused
from crm.registers.access import agent, needs
from crm.registers.opening import opens
from crm.segments import services
from crm.segments.asking import MOST, counts, q_of, read
from crm.segments.building import CODE, Draft, kept_draft, offered, posted_draft
from crm.segments.forms import SegmentForm
from crm.segments.models import Segment, Sharing
from crm.segments.seeing import SEES, answer, number, sees_people

READ = "crm_segments.view_segment"
A_PAGE = 20


def _trail(label: str) -> list[dict[str, str]]:
    return [{"url": reverse("crm_segments"), "label": "Segments"}, {"url": "", "label": label}]


@needs(READ)
def segments(request: HttpRequest) -> HttpResponse:
    """One's own first, then those of colleagues, with how many people each finds today."""
    user = agent(request)
    rows = Segment.objects.read_by(user).select_related("user")
    own_first = sorted(rows, key=lambda row: row.user_id != user.pk)
    pages = Paginator(own_first, A_PAGE).get_page(request.GET.get("page"))
    found = counts(list(pages), timezone.now())
    context = {
        "pages": pages,
        "rows": [(row, number(found[row.pk], user)) for row in pages],
        "builds": _builds(request),
        "trail": [{"url": "", "label": "Segments"}],
    }
    return render(request, "crm_segments/list.html", context)


def _builds(request: HttpRequest) -> bool:
    return agent(request).has_perms((*SEES, "crm_segments.add_segment"))


def _found(request: HttpRequest, pk: int) -> Segment:
    rows = Segment.objects.read_by(agent(request)).select_related("user")
    return get_object_or_404(rows, pk=pk)


@needs(READ)
@opens("crm_segments.segment")
def segment(request: HttpRequest, pk: int) -> HttpResponse:
    """What a segment asks and how many it finds; some of its people for whoever may read files."""
    user, row = agent(request), _found(request, pk)
    asked = read(row.criteria)
    sees = sees_people(user)
    context = {
        "segment": row,
        "understood": asked is not None,
        "words": [one.words() for one in asked or []] if sees else [],
        "answer": answer(q_of(asked, timezone.now()), user, timezone.now()),
        "sees": sees,
        "own": row.user_id == user.pk,
        "builds": _builds(request),
        "trail": _trail(row.name),
    }
    return render(request, "crm_segments/segment.html", context)


@needs(*SEES, READ, "crm_segments.add_segment")
def new(request: HttpRequest) -> HttpResponse:
    """Build a segment, from nothing or from another one: ?de=3."""
    user = agent(request)
    if request.method == "POST":
        return _built(request, None)
    model = request.GET.get("de", "")
    known = Segment.objects.read_by(user).filter(pk=int(model)) if model.isdecimal() else None
    source = known.first() if known is not None and len(model) < 10 else None
    initial = {"sharing": Sharing.TEAM, "name": f"{source.name[:70]}, copie" if source else ""}
    form = SegmentForm(initial=initial, user=user)
    return _show(request, form, kept_draft(source.criteria if source else []), None)


@needs(*SEES, READ, "crm_segments.change_segment")
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask something else: one's own segments only."""
    row = get_object_or_404(Segment, pk=pk, user=agent(request))
    if request.method == "POST":
        return _built(request, row)
    initial = {"name": row.name, "sharing": row.sharing}
    form = SegmentForm(initial=initial, user=agent(request))
    return _show(request, form, kept_draft(row.criteria), row)


def _built(request: HttpRequest, row: Segment | None) -> HttpResponse:
    """Add, take away, count or keep: whatever the button, what was typed stays."""
    user, draft = agent(request), posted_draft(request.POST)
    if request.POST.get("act") != "keep":
        typed = {name: request.POST.get(name, "") for name in ("name", "sharing")}
        return _show(request, SegmentForm(initial=typed, user=user), draft, row)
    form = SegmentForm(request.POST, user=user)
    asked = draft.asked()
    if form.is_valid() and asked is not None:
        try:
            kept = _keep(request, form.cleaned_data, [one.kept() for one in asked], row)
        except Refused as refusal:
            form.add_error("name" if "nom" in str(refusal) else None, str(refusal))
        else:
            messages.success(request, f"Segment « {kept.name} » gardé.")
            return redirect("crm_segment", kept.pk)
    return _show(request, form, draft, row, status=422)


def _keep(
    request: HttpRequest, told: dict[str, Any], criteria: list[dict[str, Any]], row: Segment | None
) -> Segment:
    user = agent(request)
    if row is None:
        return services.keep(user, told["name"], criteria, sharing=told["sharing"])
    return services.change(row, told["name"], criteria, sharing=told["sharing"], by=user)


def _show(
    request: HttpRequest, form: SegmentForm, draft: Draft, row: Segment | None, *, status: int = 200
) -> HttpResponse:
    asked, now = draft.asked(), timezone.now()
    context = {
        "form": form,
        "draft": draft,
        "segment": row,
        "code": CODE,
        "offered": offered(),
        "enough": len(draft.rows) >= MOST,
        "answer": answer(q_of(asked, now), agent(request), now) if asked else None,
        "trail": _trail(row.name if row else "Nouveau segment"),
    }
    return render(request, "crm_segments/build.html", context, status=status)


@require_POST
@needs(*SEES, READ, "crm_segments.change_segment")
def forget(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Segment, pk=pk, user=agent(request))
    try:
        services.forget(row, by=agent(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("crm_segment", pk)
    messages.success(request, f"Segment « {row.name} » supprimé.")
    return redirect("crm_segments")
