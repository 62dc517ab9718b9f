from __future__ import annotations

from collections import Counter

from crm.people.countries import country_name
from territory.models import Commune, Origin

from ..asks import Ask
from ..definitions import ANALYSES
from ..drawing.bars import bars
from ..drawing.departments import name_of
from ..drawing.pavement import STEPS, pavement
from ..masks import FEW, HELD, small, told_parts, withheld
from ..measures import percent
from ..origins import UNKNOWN, Arrivals, Origins, applicants, arrivals, contacts
from ..page import Block, Cell, Chart, Page, Table
from ..words import NOTHING, many, number, share, when, written

KINDS = {
    Origin.TERRITORY: "Du territoire",
    Origin.REGION: "De la région",
    Origin.COUNTRY: "D’une autre région",
    Origin.ABROAD: "De l’étranger",
    Origin.UNKNOWN: "Origine inconnue",
}
COUNTED = {"contacts": "premier contact", "candidats": "première candidature"}
READ = {"contacts": contacts, "candidats": applicants}


def tell(ask: Ask) -> Page:
    read = READ[ask.by["qui"]]
    found = [read(span) for span in ask.spans]
    came = arrivals(ask.span if ask.exact else ask.whole)
    if not any(one.people for one in found) and not came.families:
        return Page([], [ANALYSES["A4"], ANALYSES["A4b"]], empty=True)
    told = [Told(one, exact=ask.exact) for one in found]
    blocks = [_kinds(ask, told), _places(ask, told[0], found[0]), _arrivals(ask, came)]
    return Page(
        [block for block in blocks if block],
        [ANALYSES["A4"], ANALYSES["A4b"]],
        sentences=[
            f"{many(found[0].people, 'personne')}, {COUNTED[ask.by['qui']]} {when(ask.span)}."
        ]
        if ask.exact or not small(found[0].people)
        else [],
        unknowns=_unknowns(ask, told[0]),
    )


class Told:
    """Origins as their reader may see them: the places of a kind that is kept back are all kept back."""

    def __init__(self, found: Origins, *, exact: bool) -> None:
        self.found, self.exact = found, exact
        self.kinds: dict[str, Cell] = {kind: found.kinds[kind] for kind in KINDS}
        held = set() if exact else withheld(found.kinds)
        if not exact and small(found.people):
            held = {kind for kind, count in found.kinds.items() if count}
        self.kinds |= dict.fromkeys(held, HELD)

    def places(self, kind: str) -> dict[str, Cell]:
        counts = self.found.places.get(kind, Counter())
        if self.kinds[kind] == HELD:
            return dict.fromkeys(counts, HELD)
        told = told_parts(list(counts.values()), exact=self.exact)
        return dict(zip(counts, told, strict=True))

    @property
    def whole(self) -> Cell:
        return FEW if not self.exact and small(self.found.people) else self.found.people

    def share(self, kind: str) -> str:
        """Of those whose origin is known; nothing beside a count kept back."""
        known = self.found.people - self.found.kinds[Origin.UNKNOWN]
        if (
            kind == Origin.UNKNOWN
            or HELD in {self.kinds[kind], self.kinds[Origin.UNKNOWN]}
            or not known
        ):
            return NOTHING
        return share(percent(self.found.kinds[kind], known))


def _kinds(ask: Ask, told: list[Told]) -> Block:
    headings = ["Origine"]
    for span in ask.spans:
        of = f" ({written(span)})" if ask.other else ""
        headings += [f"Personnes{of}", f"Part{of}"]
    rows: list[list[Cell]] = [
        [label, *(cell for one in told for cell in (one.kinds[kind], one.share(kind)))]
        for kind, label in KINDS.items()
    ]
    rows.append(["Toutes origines", *(cell for one in told for cell in (one.whole, ""))])
    lines = [
        (
            label,
            count if isinstance(count, int) else None,
            _told(count),
            told[0].share(kind).replace(NOTHING, ""),
        )
        for kind, label in KINDS.items()
        for count in [told[0].kinds[kind]]
    ]
    return Block(
        "kinds",
        "Du territoire, de la région ou d’ailleurs",
        Table("Personnes par origine ; la part est celle des origines connues", headings, rows),
        Chart(
            "bars",
            f"Origine des personnes, {written(ask.span)}",
            "Une barre par origine ; le tableau qui suit dit les mêmes nombres.",
            bars(lines),
        ),
    )


def _told(count: Cell) -> str:
    return number(count) if isinstance(count, int) else count


def _places(ask: Ask, told: Told, found: Origins) -> Block | None:
    if not found.people:
        return None
    counts: dict[str, int | None] = {}
    rows: list[tuple[str, str, Cell]] = []
    for kind in (Origin.TERRITORY, Origin.REGION, Origin.COUNTRY, Origin.ABROAD):
        for place, cell in told.places(kind).items():
            rows.append((_named(kind, place), KINDS[kind], cell))
            if kind in {Origin.REGION, Origin.COUNTRY} and place:
                before = counts.get(place, 0)
                known = isinstance(cell, int) and before is not None
                counts[place] = (before or 0) + cell if known and isinstance(cell, int) else None
    # The most first; what is kept back tells nothing by its place.
    rows.sort(key=lambda row: (-row[2] if isinstance(row[2], int) else 0, row[0]))
    table = Table(
        "Personnes par commune du territoire, département ou pays",
        ["Lieu", "Origine", "Personnes"],
        [list(row) for row in rows],
    )
    if not counts:
        lead = "Aucun département n’est connu : les dossiers anonymisés n’ont plus leur commune."
        return Block("places", "Département par département", table, lead=lead)
    return Block("places", "Carte des départements", table, _map(ask, counts))


def _map(ask: Ask, counts: dict[str, int | None]) -> Chart:
    home = frozenset(Commune.objects.of_the_territory().values_list("department", flat=True))
    return Chart(
        "pavement",
        f"Départements d’où viennent les personnes, {written(ask.span)}",
        "Un pavé par département, à peu près à sa place, avec son nombre de personnes ; le tableau qui suit dit "
        "les mêmes nombres et ceux de l’étranger.",
        pavement(counts, home),
        _legend(ask.exact),
        note="Entouré : le département du territoire, ses propres communes laissées de côté.",
    )


def _legend(exact: bool) -> list[tuple[str, str]]:
    first, second, third = STEPS
    steps = [
        ("step2", f"{first + 1} à {second}"),
        ("step3", f"{second + 1} à {third}"),
        ("step4", f"plus de {third}"),
    ]
    return [("step1", f"1 ou {first}"), *steps] if exact else [*steps, ("held", "retenu")]


def _named(kind: str, place: str) -> str:
    if place == UNKNOWN:
        return {
            Origin.TERRITORY: "Commune du territoire inconnue",
            Origin.ABROAD: "Pays inconnu",
            Origin.REGION: "Département inconnu, dans la région",
        }.get(Origin(kind), "Département inconnu, hors de la région")
    if kind == Origin.TERRITORY:
        return place
    return country_name(place) if kind == Origin.ABROAD else name_of(place)


def _unknowns(ask: Ask, told: Told) -> list[str]:
    said = []
    if told.found.kinds[Origin.UNKNOWN]:
        said.append(f"Origine inconnue : {_told(told.kinds[Origin.UNKNOWN])}.")
    places = [told.places(kind).get(UNKNOWN, 0) for kind in (Origin.REGION, Origin.COUNTRY)]
    if any(places):
        lost = (
            HELD if HELD in places else number(sum(one for one in places if isinstance(one, int)))
        )
        said.append(f"Département inconnu, l’origine restant connue : {lost}.")
    return said


def _arrivals(ask: Ask, came: Arrivals) -> Block | None:
    if not came.families:
        return None
    places = came.communes.most_common()
    if not ask.exact:
        places.sort(key=lambda place: came.names[place[0]])
    whole = not ask.exact and small(came.families)
    cells = told_parts([count for _, count in places], exact=ask.exact)
    left = came.left.most_common()
    froms = told_parts([count for _, count in left], exact=ask.exact)
    rows: list[list[Cell]] = [
        [came.names[code], HELD if whole else cell]
        for (code, _), cell in zip(places, cells, strict=True)
    ]
    rows.append(["Tout le territoire", FEW if whole else came.families])
    lines = [
        (str(row[0]), row[1] if isinstance(row[1], int) else None, _told(row[1]), "")
        for row in rows[:-1]
    ]
    chart = Chart(
        "bars",
        "Familles installées, par commune",
        "Une barre par commune ; le tableau qui suit dit les mêmes nombres.",
        bars(lines),
    )
    told = [
        f"{name_of(code) if code else 'inconnu'} : {HELD if whole else cell}"
        for (code, _), cell in zip(left, froms, strict=True)
    ]
    return Block(
        "arrivals",
        "Où s’installent les familles",
        Table(
            "Familles venues d’ailleurs, par commune d’installation", ["Commune", "Familles"], rows
        ),
        chart if any(count for _, count, _, _ in lines) else None,
        notes=[f"Départements quittés : {', '.join(told)}."] if ask.exact else [],
    )
