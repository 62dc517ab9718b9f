"""The public pages of results: every number on them belongs to a published snapshot."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from editorial.frame import frame_of
from editorial.page_cache.rules import same_for_everybody

from ..files import as_csv, as_json
from ..masking import HIDDEN, POINTING, small
from ..models import IndicatorSnapshot
from ..publication import NBSP, Publication, told_gap

COMPARED = ["I1", "I2", "I3", "I4c", "I8"]
TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json"}


@dataclass(frozen=True)
class Above:
    """A page above this one, for the breadcrumb."""

    title: str
    url: str


TRAIL = [Above("Accueil", "/"), Above("Formations", "/formations/")]


@dataclass(frozen=True)
class Comparison:
    """difference: "" when one is hidden. warning: what keeps the two numbers from being compared, or ""."""

    label: str
    before: str
    after: str
    difference: str
    warning: str


def latest() -> list[IndicatorSnapshot]:
    return list(IndicatorSnapshot.objects.published()[:24])


@same_for_everybody
@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """The latest publication. A day once asked for by `?au=` has its own address since."""
    published = latest()
    asked = request.GET.get("au", "")
    if any(snapshot.as_of.isoformat() == asked for snapshot in published):
        return redirect("results_on", asked)
    if not published:
        return render(request, "crm_indicators/results.html", {"trail": TRAIL})
    return show(request, published[0], published, asked_in_vain=bool(asked))


@same_for_everybody
@require_safe
def results_on(request: HttpRequest, day: str) -> HttpResponse:
    """The publication of a day at the address that it keeps; once withdrawn, why."""
    wanted = _day(day)
    published = latest()
    snapshot = next((one for one in published if one.as_of == wanted), None) or _live(wanted)
    return show(request, snapshot, published) if snapshot else gone(request, wanted)


def show(
    request: HttpRequest,
    snapshot: IndicatorSnapshot,
    published: list[IndicatorSnapshot],
    *,
    asked_in_vain: bool = False,
) -> HttpResponse:
    found = Publication(snapshot)
    earlier = next((one for one in published if one.as_of < snapshot.as_of), None)
    context = {
        "trail": TRAIL,
        "publication": found,
        "others": [one for one in published if one.pk != snapshot.pk],
        "asked_in_vain": asked_in_vain,
        "before": earlier.as_of if earlier else None,
        "comparisons": compare(Publication(earlier), found) if earlier else [],
        "withdrawn": IndicatorSnapshot.objects.withdrawn().filter(as_of=snapshot.as_of),
    }
    return render(request, "crm_indicators/results.html", context)


def gone(request: HttpRequest, day: date) -> HttpResponse:
    """Say why the figures of a day were withdrawn, and where the current ones are."""
    context = {"trail": TRAIL, "snapshot": _withdrawn(day)}
    context["current"] = IndicatorSnapshot.objects.published().first()
    return render(request, "crm_indicators/results_withdrawn.html", context, status=410)


def compare(before: Publication, after: Publication) -> list[Comparison]:
    rows = []
    for code in COMPARED:
        if code not in before.figures or code not in after.figures:
            continue
        versions = [found.figures[code]["version"] for found in (before, after)]
        warning = ""
        if versions[0] != versions[1]:
            warning = f"définition n°{NBSP}{versions[0]}, puis n°{NBSP}{versions[1]}"
        label = after.definitions[code]["label"]
        numbers = before.number(code), after.number(code)
        rows.append(Comparison(label, *numbers, difference(code, before, after), warning))
    return rows


def difference(code: str, before: Publication, after: Publication) -> str:
    """Not told when it would count one or two people."""
    definition, values = after.definitions[code], [one.figures[code] for one in (before, after)]
    shares_nobody = definition["rate"] and not all(one["denominator"] for one in values)
    if before.hides(code) or after.hides(code) or shares_nobody:
        return ""
    gap = values[1]["value"] - values[0]["value"]
    people = definition["counted"] in POINTING and not definition["rate"]
    return HIDDEN if people and small(abs(gap)) else told_gap(gap, definition)


@same_for_everybody
@require_safe
def results_data(request: HttpRequest) -> HttpResponse:
    """The latest figures for a spreadsheet; those of a day are at its own address."""
    snapshots = latest()
    asked = request.GET.get("au", "")
    wanted = [one for one in snapshots if one.as_of.isoformat() == asked] or snapshots[:1]
    found = Publication(wanted[0]) if wanted else None
    return _file(as_csv(found), "csv", found)


@same_for_everybody
@require_safe
def results_file(request: HttpRequest, day: str, kind: str) -> HttpResponse:
    """The figures of one publication, as CSV or JSON."""
    wanted = _day(day)
    snapshot = _live(wanted)
    if snapshot is None:
        withdrawn = _withdrawn(wanted)
        return HttpResponse(
            f"Ces chiffres ont été retirés le {withdrawn.withdrawn_at:%d/%m/%Y}{NBSP}: "
            f"{withdrawn.withdraw_reason}\n",
            content_type="text/plain; charset=utf-8",
            status=410,
        )
    found = Publication(snapshot)
    identity = frame_of(request).identity
    source = identity.legal_name or identity.name
    return _file(as_csv(found) if kind == "csv" else as_json(found, source), kind, found)


def _file(content: str, kind: str, found: Publication | None) -> HttpResponse:
    response = HttpResponse(content, content_type=TYPES[kind])
    response["Access-Control-Allow-Origin"] = "*"
    if found is not None:
        name = f"resultats-{found.day.isoformat()}.{kind}"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError as error:
        raise Http404 from error


def _live(day: date) -> IndicatorSnapshot | None:
    return IndicatorSnapshot.objects.published().filter(as_of=day).first()


def _withdrawn(day: date) -> IndicatorSnapshot:
    snapshot = IndicatorSnapshot.objects.withdrawn().filter(as_of=day).first()
    if snapshot is None:
        raise Http404
    return snapshot
