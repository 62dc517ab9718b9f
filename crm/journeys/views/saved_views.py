"""The views that somebody keeps: naming, sharing, opening first, deleting."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from crm.journal.refusal import Refused
from crm.journeys import saved_views
from crm.journeys.file_panels import user_of
from crm.journeys.forms.saved_views import NewViewForm, ViewForm
from crm.journeys.models import SavedView
from crm.registers.access import needs

READERS = ("crm_people.read_file", "crm_journeys.view_journey")


@dataclass(frozen=True)
class Row:
    """A view, where it opens, and the form that changes it: none for the view of a colleague."""

    view: SavedView
    url: str
    form: ViewForm | None = None


@needs(*READERS)
def views(request: HttpRequest) -> HttpResponse:
    return _show(request)


@require_POST
@needs(*READERS)
def keep(request: HttpRequest) -> HttpResponse:
    """Keep the filter that is on the screen."""
    form = NewViewForm(request.POST, auto_id="new-%s")
    if form.is_valid():
        try:
            view = saved_views.keep(user_of(request), **form.cleaned_data)
        except Refused as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, f"Vue « {view.name} » gardée.")
            return redirect(saved_views.address(view))
    return _show(request, new=form)


@require_POST
@needs(*READERS)
def change(request: HttpRequest, pk: int) -> HttpResponse:
    view = _own(request, pk)
    form = ViewForm(request.POST, auto_id=f"view-{pk}-%s")
    if form.is_valid():
        try:
            saved_views.change(view, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, f"Vue « {view.name} » enregistrée.")
            return redirect("crm_views")
    return _show(request, refused={pk: form})


@require_POST
@needs(*READERS)
def forget(request: HttpRequest, pk: int) -> HttpResponse:
    view = _own(request, pk)
    saved_views.forget(view)
    messages.success(request, f"Vue « {view.name} » supprimée.")
    return redirect("crm_views")


def _own(request: HttpRequest, pk: int) -> SavedView:
    """A view of whoever asks: those of colleagues are read, never changed."""
    return get_object_or_404(SavedView.objects.select_related("user"), pk=pk, user=user_of(request))


def _show(
    request: HttpRequest,
    *,
    new: NewViewForm | None = None,
    refused: dict[int, ViewForm] | None = None,
) -> HttpResponse:
    user = user_of(request)
    known = SavedView.objects.read_by(user).select_related("user")
    own = [view for view in known if view.user_id == user.pk]
    context = {
        "new": new,
        "rows": [
            Row(view, saved_views.address(view), (refused or {}).get(view.pk) or _form(view))
            for view in own
        ],
        "shared": [Row(view, saved_views.address(view)) for view in known if view not in own],
        "most": saved_views.MOST,
        "trail": [
            {"url": reverse("crm_board") + "?tout=1", "label": "Parcours"},
            {"url": "", "label": "Mes vues"},
        ],
    }
    status = 422 if new or refused else 200
    return render(request, "crm_journeys/views.html", context, status=status)


def _form(view: SavedView) -> ViewForm:
    held = {"name": view.name, "shared": view.shared, "opens_first": view.opens_first}
    return ViewForm(initial=held, auto_id=f"view-{view.pk}-%s")
