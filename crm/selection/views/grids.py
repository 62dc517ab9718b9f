"""The grids of the courses: read by all who mark, prepared and put in service by managers."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from crm.journal.refusal import Refused
from crm.registers.access import agent, needs
from crm.selection.forms_grid import GridForm
from crm.selection.grids import activate, prepare, proposed, write
from crm.selection.models import Grid, GridState
from training.models import Course

SEE = "crm_selection.view_grid"


@needs(SEE)
def grids(request: HttpRequest) -> HttpResponse:
    rows = Grid.objects.annotate(read=Count("examinations")).order_by("-version")
    by_course: dict[int, list[Grid]] = {}
    for row in rows:
        by_course.setdefault(row.course_id, []).append(row)
    context = {
        "courses": [(course, by_course.get(course.pk, [])) for course in Course.objects.all()],
        "proposed": proposed(),
        "trail": [
            {"url": reverse("crm_selection"), "label": "Sélection"},
            {"url": "", "label": "Grilles"},
        ],
    }
    return render(request, "crm_selection/grids.html", context)


@require_POST
@needs(SEE, "crm_selection.add_grid")
def new_version(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the version in preparation of a course, made when there is none."""
    return redirect("crm_grid", prepare(get_object_or_404(Course, pk=pk), by=agent(request)).pk)


@needs(SEE)
def grid(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Grid.objects.select_related("course"), pk=pk)
    if request.method == "POST":
        return _write(request, row)
    return _show(request, row, GridForm(row))


@needs("crm_selection.change_grid")
def _write(request: HttpRequest, row: Grid) -> HttpResponse:
    """Keep what is typed; put it in service when that is asked and the weights make a hundred."""
    form = GridForm(row, request.POST)
    if not form.is_whole():
        return _show(request, row, form, status=422)
    serving = "activate" in request.POST
    if serving and (refusal := form.sum_refusal()):
        form.add_error(None, refusal)
        return _show(request, row, form, status=422)
    try:
        write(row, form.wording(), by=agent(request))
        if serving:
            activate(row, by=agent(request))
    except Refused as refused:
        form.add_error(None, str(refused))
        return _show(request, row, form, status=422)
    told = "La grille est en service." if serving else "Grille enregistrée, encore en préparation."
    messages.success(request, told)
    return redirect("crm_grid", row.pk)


def _show(request: HttpRequest, row: Grid, form: GridForm, status: int = 200) -> HttpResponse:
    may_change = agent(request).has_perm("crm_selection.change_grid")
    context = {
        "grid": row,
        "form": form,
        "writing": row.state == GridState.DRAFT and may_change,
        "total": sum(one.weight for one in row.criteria.all()),
        "trail": [
            {"url": reverse("crm_grids"), "label": "Grilles"},
            {"url": "", "label": str(row)},
        ],
    }
    return render(request, "crm_selection/grid.html", context, status=status)
