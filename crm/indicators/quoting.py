"""What pages quote of the publications: a key is a publication and a code, « 12-I1 »."""

from __future__ import annotations

from collections.abc import Iterable

from editorial.dates import day as written_day
from editorial.figures.published import PublishedFigures, Quoted

from .models import IndicatorSnapshot
from .publication import NBSP, Publication

OFFERED = 12


def choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """The figures of the latest publications, those that the public may read."""
    return [
        (
            f"Au {written_day(found.day)}",
            [
                (
                    f"{found.snapshot.pk}-{code}",
                    f"{found.definitions[code]['label']}{NBSP}: {found.number(code)}",
                )
                for code in found.figures
                if not found.hides(code)
            ],
        )
        for found in map(Publication, IndicatorSnapshot.objects.published()[:OFFERED])
    ]


def read(keys: Iterable[str]) -> dict[str, Quoted]:
    """One query, whatever the number of figures."""
    wanted = {key: key.partition("-")[::2] for key in keys}
    numbers = {pk for pk, _ in wanted.values() if pk.isdigit()}
    rows = IndicatorSnapshot.objects.filter(pk__in=numbers, published_at__isnull=False)
    publications = {str(row.pk): Publication(row) for row in rows}
    return {
        key: _quoted(publications[pk], code)
        for key, (pk, code) in wanted.items()
        if pk in publications and code in publications[pk].figures
    }


def _quoted(found: Publication, code: str) -> Quoted:
    day = written_day(found.day)
    withdrawn = found.snapshot.withdrawn_at is not None
    return Quoted(
        value="" if withdrawn else found.number(code),
        label=f"{found.definitions[code]['label']}, au {day}",
        source=f"Source{NBSP}: dossiers tenus par la collectivité, chiffres arrêtés au {day}.",
        url=found.address,
        withdrawn=withdrawn,
    )


def published_figures() -> PublishedFigures:
    return PublishedFigures(choices, read)
