from __future__ import annotations

from telecentre.models import SpaceKind

from ..asks import Ask
from ..definitions import ANALYSES
from ..drawing.columns import Value, grouped
from ..measures import percent
from ..occupancy import Occupancy, Time, occupancy
from ..page import Block, Cell, Chart, Page, Table
from ..words import NOTHING, number, share, short, written


def tell(ask: Ask) -> Page:
    weekly = ask.by["par"] == "semaine"
    found = [occupancy(span, weekly=weekly) for span in ask.spans]
    if not any(one.offered or one.used for one in found):
        return Page([], [ANALYSES["A6"]], empty=True)
    blocks = [_times(found[0])]
    if ask.other:
        blocks.insert(0, _comparison(ask, found))
    blocks.append(_rooms(found[0]))
    return Page(
        blocks,
        [ANALYSES["A6"]],
        sentences=[_sentence(found[0])],
        unknowns=_unknowns(found[0]),
    )


def rate(found: Occupancy) -> str:
    return share(percent(found.used, found.offered)) if found.offered else NOTHING


def _sentence(found: Occupancy) -> str:
    used, offered = number(found.used), number(found.offered)
    return f"{used} demi-journées de bureau utilisées sur {offered} offertes : {rate(found)}."


def _unknowns(found: Occupancy) -> list[str]:
    if not found.unplaced:
        return []
    return [
        f"Demi-journées dont la place n’est pas notée, faute de réservation : {number(found.unplaced)}."
    ]


def _comparison(ask: Ask, found: list[Occupancy]) -> Block:
    rows: list[list[Cell]] = [
        [written(span).capitalize(), one.offered, one.used, rate(one)]
        for span, one in zip(ask.spans, found, strict=True)
    ]
    return Block(
        "comparison",
        "D’une période à l’autre",
        Table(
            "Les bureaux sur les deux périodes",
            ["Période", "Offertes", "Utilisées", "Occupation"],
            rows,
        ),
    )


def _times(found: Occupancy) -> Block:
    top = max(-(-max(one.share or 0 for one in found.times) // 20) * 20, 20)
    groups: list[tuple[str, list[Value]]] = [(_mark(one), [_value(one)]) for one in found.times]
    wide = 46 if len(groups) <= 16 else 34
    return Block(
        "times",
        "Occupation des bureaux",
        Table(
            "Demi-journées de bureau offertes et utilisées",
            ["Période", "Offertes", "Utilisées", "Occupation"],
            [
                [written(one.span).capitalize(), one.offered, one.used, share(one.share)]
                for one in found.times
            ],
        ),
        Chart(
            "columns",
            "Occupation des bureaux, en pour cent",
            "Une colonne par période ; le tableau qui suit dit les mêmes nombres.",
            grouped(groups, top=top, unit=" %", column=wide),
        ),
    )


def _value(one: Time) -> Value:
    if one.share is None:
        return None, "used", ""
    return one.share, "used", str(one.share)


def _mark(one: Time) -> str:
    label = short(one.span)
    return (
        f"{label} {one.span.since:%y}" if one.span.since.month == 1 and "/" not in label else label
    )


def _rooms(found: Occupancy) -> Block:
    labels = dict(SpaceKind.choices)
    rows: list[list[Cell]] = [
        [
            room.space.label,
            str(labels.get(room.space.kind, "")).capitalize(),
            str(room.space.site.name),
            room.offered,
            room.booked,
            room.came,
            share(room.share),
        ]
        for room in found.rooms
    ]
    return Block(
        "rooms",
        "Espace par espace",
        Table(
            "Demi-journées réservées de chaque espace, et celles où la personne est venue",
            ["Espace", "Nature", "Site", "Ouvertes", "Réservées", "Venues", "Réservé à"],
            rows,
        ),
        lead="Ce sont les réservations qui disent où : une présence sans réservation n’est dans aucune de ces lignes.",
    )
