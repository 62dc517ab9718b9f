"""What each part of an edition shows: the page asks here, the templates say it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from editorial.calendars import calendar_response
from editorial.linked.events import event_data, sub_event
from forum.happenings import of_page
from forum.listing import Line, lines
from forum.models.editions import EditionState
from forum.models.partners import Partnership, PartnershipKind
from forum.programme import guests, strands_of, timetable
from forum.registration import milestones, sentence

if TYPE_CHECKING:
    from forum.models.edition_pages import EditionPage


@dataclass(frozen=True)
class Part:
    """A part of an edition, with its own address. slug: "" for the edition itself."""

    slug: str
    label: str
    template: str


PARTS = {
    part.slug: part
    for part in (
        Part("", "Présentation", "forum/edition_page.html"),
        Part("programme", "Programme", "forum/edition_programme.html"),
        Part("intervenants", "Intervenants", "forum/edition_speakers.html"),
        Part("inscription", "Inscription", "forum/edition_registration.html"),
        Part("presse", "Presse", "forum/edition_press.html"),
        Part("bilan", "Bilan", "forum/edition_report.html"),
    )
}
# What there is nothing to say about before the Forum, then after it.
LATER, SOONER = {"bilan"}, {"inscription"}


@dataclass(frozen=True)
class Entry:
    """A link of the navigation between the parts."""

    label: str
    url: str
    current: bool


def template_of(name: str) -> str:
    return PARTS[name].template


def context_of_part(page: EditionPage, request: HttpRequest, name: str) -> dict[str, Any]:
    today = timezone.localdate()
    line = lines([page], today)[0] if page.edition else None
    context = {
        "line": line,
        "trail": page.breadcrumb() + ([page] if name else []),
        "address": page.get_url(request) or "/",
        "forum_address": page.get_parent().get_url(request) or "/",
        "part": PARTS[name],
        "entries": list(entries(page, request, name)),
    }
    return context | FILLED[name](page, request, line)


def entries(page: EditionPage, request: HttpRequest, current: str) -> Iterator[Entry]:
    ended = bool(page.edition and page.edition.state == EditionState.ENDED)
    hidden = SOONER if ended else (set() if page.report else LATER)
    address = page.get_url(request) or "/"
    for slug, part in PARTS.items():
        if slug == current or slug not in hidden:
            url = f"{address}{slug}/" if slug else address
            yield Entry(part.label, url, slug == current)


def overview(page: EditionPage, request: HttpRequest, line: Line | None) -> dict[str, Any]:
    slots = page.shown_slots
    return {
        "slots": slots,
        "strands": strands_of(slots),
        "days": timetable(slots),
        "guests": guests(slots),
        "partners": partners_of(page),
    }


def partners_of(page: EditionPage) -> list[tuple[str, list[Partnership]]]:
    """Partners by what they do, those who organise first."""
    ranks = {kind: rank for rank, kind in enumerate(PartnershipKind)}
    rows = page.partnerships.select_related("partner__logo").all()
    found = sorted(rows, key=lambda one: ranks[PartnershipKind(one.kind)])
    by_kind = groupby(found, attrgetter("kind"))
    titles = {
        PartnershipKind.ORGANISER: "Organisé par",
        PartnershipKind.FUNDER: "Financé par",
        PartnershipKind.HELPER: "Avec le concours de",
    }
    return [(titles[PartnershipKind(kind)], list(ones)) for kind, ones in by_kind]


def programme(page: EditionPage, request: HttpRequest, line: Line | None) -> dict[str, Any]:
    """The whole timetable, or one strand of it (`?fil=`); an unknown strand is none."""
    slots = page.shown_slots
    strands = strands_of(slots)
    asked = request.GET.get("fil", "")
    strand = next((one for one in strands if one.slug == asked), None)
    ahead = bool(page.edition and page.edition.ends_on >= timezone.localdate())
    days = timetable(slots, strand, seats=ahead)
    return {"days": days, "strands": strands, "strand": strand}


def speakers(page: EditionPage, request: HttpRequest, line: Line | None) -> dict[str, Any]:
    return {"guests": guests(page.shown_slots)}


def registration(page: EditionPage, request: HttpRequest, line: Line | None) -> dict[str, Any]:
    if line is None:
        return {}
    today = timezone.localdate()
    free = [slot for slot in page.shown_slots if slot.open_entry]
    return {
        "sentence": sentence(line, today),
        "milestones": list(milestones(line, today)),
        "free": free,
    }


def nothing_more(page: EditionPage, request: HttpRequest, line: Line | None) -> dict[str, Any]:
    return {}


FILLED = {
    "": overview,
    "programme": programme,
    "intervenants": speakers,
    "inscription": registration,
    "presse": nothing_more,
    "bilan": nothing_more,
}


def event_of(page: EditionPage, request: HttpRequest) -> list[dict[str, Any]]:
    """The edition and its slots, as search engines read them."""
    if page.edition is None:
        return []
    whole, *parts = of_page(page, page.shown_slots)
    return [
        event_data(whole, request)
        | {"isAccessibleForFree": True, "subEvent": [sub_event(one) for one in parts]}
    ]


def calendar_of(page: EditionPage, request: HttpRequest, year: str) -> HttpResponse:
    if page.edition is None or year != page.slug:
        raise Http404
    found = of_page(page, page.shown_slots)
    return calendar_response(found, request, page.title, f"forum-{page.slug}.ics")
