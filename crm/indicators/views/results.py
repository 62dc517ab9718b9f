"""The public page of results: every number on it belongs to a published snapshot."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from editorial.cells import defuse
from editorial.page_cache.rules import same_for_everybody

from ..models import IndicatorSnapshot
from ..publication import Publication

COMPARED = ["I1", "I2", "I3", "I4c", "I8"]
HEADINGS = ["Code", "Indicateur", "Valeur", "Numérateur", "Dénominateur", "Inconnus", "Version"]


@dataclass(frozen=True)
class Above:
    """A page above this one, for the breadcrumb."""

    title: str
    url: str


TRAIL = [Above("Accueil", "/"), Above("Formations", "/formations/")]


@dataclass(frozen=True)
class Comparison:
    label: str
    before: str
    after: str


def chosen(request: HttpRequest, published: list[IndicatorSnapshot]) -> IndicatorSnapshot | None:
    """The snapshot of the day asked for; the latest one when there is none of that day."""
    asked = request.GET.get("au", "")
    of_the_day = [snapshot for snapshot in published if snapshot.as_of.isoformat() == asked]
    return next(iter(of_the_day or published), None)


def latest() -> list[IndicatorSnapshot]:
    return list(IndicatorSnapshot.objects.published()[:24])


@same_for_everybody
@require_safe
def results(request: HttpRequest) -> HttpResponse:
    published = latest()
    snapshot = chosen(request, published)
    context: dict[str, object] = {"trail": TRAIL}
    if snapshot is not None:
        found = Publication(snapshot)
        earlier = [one for one in published if one.as_of < snapshot.as_of]
        context |= {
            "publication": found,
            "others": [one for one in published if one.pk != snapshot.pk],
            "asked_in_vain": bool(request.GET.get("au")) and not asked_for(request, snapshot.as_of),
            "before": earlier[0].as_of if earlier else None,
            "comparisons": compare(Publication(earlier[0]), found) if earlier else [],
            "data_address": f"{reverse('results_data')}?au={snapshot.as_of.isoformat()}",
        }
    return render(request, "crm_indicators/results.html", context)


def asked_for(request: HttpRequest, day: date) -> bool:
    return request.GET.get("au") == day.isoformat()


def compare(before: Publication, after: Publication) -> list[Comparison]:
    rows = []
    for code in COMPARED:
        if code not in before.figures:
            continue
        label = after.definitions[code]["label"]
        rows.append(Comparison(label, before.number(code), after.number(code)))
    return rows


@require_safe
def results_data(request: HttpRequest) -> HttpResponse:
    """The same figures for a spreadsheet: semicolons, and a mark that tells Excel of UTF-8."""
    snapshot = chosen(request, latest())
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    writer = csv.writer(response, delimiter=";")
    writer.writerow(HEADINGS)
    if snapshot is None:
        return response
    name = f"resultats-{snapshot.as_of.isoformat()}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    found = Publication(snapshot)
    for code, figure in found.figures.items():
        hides = found.hides(code)
        counts = [figure[part] for part in ("numerator", "denominator", "unknown")]
        writer.writerow(
            [
                code,
                defuse(found.definitions[code]["label"]),
                found.number(code),
                *(["", "", ""] if hides else ["" if count is None else count for count in counts]),
                figure["version"],
            ]
        )
    return response
