"""Batches on the desk: the list, a batch with its code, where its copies are, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import IntegerField, OuterRef, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from crm.journal.refusal import Refused
from crm.leaflets import services
from crm.leaflets.forms import BatchForm, DropForm
from crm.leaflets.links import address_of, drawn
from crm.leaflets.models import BatchVisit, Drop, LeafletBatch
from crm.leaflets.results import results_of
from crm.registers.access import agent, needs

READ = "crm_leaflets.view_leafletbatch"
CHANGE = (READ, "crm_leaflets.change_leafletbatch")
PER_PAGE = 30
TYPES = {"svg": "image/svg+xml", "png": "image/png"}
# Whoever may read a file sees a count of one or two: they see the people themselves.
READS_FILES = "crm_people.read_file"


def _sum(rows: QuerySet[Any], field: str) -> Coalesce:
    whole = rows.filter(batch=OuterRef("pk")).order_by().values("batch").annotate(n=Sum(field))
    return Coalesce(Subquery(whole.values("n"), output_field=IntegerField()), Value(0))


def batches() -> QuerySet[LeafletBatch]:
    """Each batch with `gone`, the copies left somewhere, and `opened`, how often its address was."""
    return LeafletBatch.objects.annotate(
        gone=_sum(Drop.objects.all(), "quantity"), opened=_sum(BatchVisit.objects.all(), "count")
    )


def trail_of(label: str, batch: LeafletBatch | None = None) -> list[dict[str, str]]:
    trail = [{"url": reverse("crm_leaflets"), "label": "Dépliants"}]
    if batch is not None:
        trail.append({"url": reverse("crm_leaflet", args=[batch.pk]), "label": batch.label})
    return [*trail, {"url": "", "label": label}]


@require_safe
@needs(READ)
def batch_list(request: HttpRequest) -> HttpResponse:
    pages = Paginator(batches(), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "pages": pages,
        "rows": [_line(batch) for batch in pages],
        "base": "?",
        "desk_icon": "doc-full-inverse",
        "trail": [{"url": "", "label": "Dépliants"}],
    }
    return render(request, "crm_leaflets/desk/list.html", context)


def _line(batch: LeafletBatch) -> dict[str, Any]:
    gone: int = batch.gone  # type: ignore[attr-defined]
    return {"batch": batch, "gone": gone, "left": batch.printed - gone, "opened": batch.opened}  # type: ignore[attr-defined]


@needs(READ, "crm_leaflets.add_leafletbatch")
def new_batch(request: HttpRequest) -> HttpResponse:
    form = BatchForm(request.POST if request.method == "POST" else None)

    def act() -> tuple[LeafletBatch, str]:
        return services.open_batch(form.printing(), by=agent(request)), "Le tirage est enregistré."

    if form.is_bound and (answer := _acted(request, form, act)):
        return answer
    return _form_page(request, form, "Nouveau tirage", trail_of("Nouveau tirage"))


@needs(*CHANGE)
def edit_batch(request: HttpRequest, pk: int) -> HttpResponse:
    batch = get_object_or_404(LeafletBatch, pk=pk)
    form = BatchForm(request.POST if request.method == "POST" else None, batch=batch)

    def act() -> tuple[LeafletBatch, str]:
        services.change_batch(batch, form.printing(), by=agent(request))
        return batch, "Le tirage est à jour."

    if form.is_bound and (answer := _acted(request, form, act)):
        return answer
    return _form_page(request, form, "Modifier le tirage", trail_of("Modifier", batch))


def _form_page(
    request: HttpRequest, form: Form, title: str, trail: list[dict[str, str]]
) -> HttpResponse:
    context = {"form": form, "title": title, "trail": trail, "desk_icon": "doc-full-inverse"}
    status = 422 if form.errors else 200
    return render(request, "crm_leaflets/desk/form.html", context, status=status)


def _acted(
    request: HttpRequest, form: Form, act: Callable[[], tuple[LeafletBatch, str]]
) -> HttpResponse | None:
    """Do what a valid form says and go to the batch; None when the form is to be shown again."""
    if not form.is_valid():
        return None
    try:
        batch, told = act()
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None
    messages.success(request, told)
    return redirect("crm_leaflet", batch.pk)


def found(pk: int) -> LeafletBatch:
    return get_object_or_404(batches().select_related("target"), pk=pk)


@require_safe
@needs(READ)
def batch(request: HttpRequest, pk: int) -> HttpResponse:
    return show(request, found(pk))


def show(
    request: HttpRequest, row: LeafletBatch, form: DropForm | None = None, status: int = 200
) -> HttpResponse:
    line = _line(row)
    exact = request.user.has_perm(READS_FILES)
    context = line | {
        "drops": list(row.drops.select_related("commune").order_by("-on", "-pk")),
        "form": form or DropForm(left=line["left"], initial={"on": timezone.localdate()}),
        "address": address_of(row),
        "results": results_of(row, exact=exact),
        "cost": None if row.cost_cents is None else row.cost_cents / 100,
        "desk_icon": "doc-full-inverse",
        "trail": trail_of(row.label),
    }
    return render(request, "crm_leaflets/desk/batch.html", context, status=status)


@require_safe
@needs(READ)
def code(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """The QR code for the printer."""
    row = get_object_or_404(LeafletBatch, pk=pk)
    if kind not in TYPES:
        raise Http404
    name = f"depliant-{row.short_code.lower()}.{kind}"
    how = "inline" if "voir" in request.GET else "attachment"
    return HttpResponse(
        drawn(row, kind),
        content_type=TYPES[kind],
        headers={"Content-Disposition": f'{how}; filename="{name}"'},
    )


@require_POST
@needs(*CHANGE)
def new_drop(request: HttpRequest, pk: int) -> HttpResponse:
    row = found(pk)
    form = DropForm(request.POST, left=row.printed - services.dropped(row))

    def act() -> tuple[LeafletBatch, str]:
        services.leave_copies(row, form.told(), by=agent(request))
        return row, "Le dépôt est noté."

    return _acted(request, form, act) or show(request, row, form, status=422)


@require_POST
@needs(*CHANGE)
def strike_drop(request: HttpRequest, pk: int, drop: int) -> HttpResponse:
    row = get_object_or_404(Drop.objects.select_related("batch"), pk=drop, batch=pk)
    services.take_back_copies(row, by=agent(request))
    messages.success(request, "Le dépôt est rayé, ses exemplaires sont de nouveau en réserve.")
    return redirect("crm_leaflet", pk)


@require_POST
@needs(*CHANGE)
def change_state(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a batch, or open it again."""
    row = get_object_or_404(LeafletBatch, pk=pk)
    if request.POST.get("act") == "reopen":
        services.reopen_batch(row, by=agent(request))
        messages.success(request, "L’adresse courte compte de nouveau pour ce tirage.")
    else:
        services.close_batch(row, by=agent(request))
        messages.success(request, "Le tirage est clos. Son adresse mène toujours au site.")
    return redirect("crm_leaflet", pk)
