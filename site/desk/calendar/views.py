"""`/admin/calendrier/`: what appears, goes and takes place, month by month."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe
from wagtail.admin.auth import user_passes_test

from desk.calendar.entries import ICONS, Entry, entries
from desk.calendar.month import Month, month_of
from desk.reach import writes_pages

LIST = "liste"


@dataclass(frozen=True)
class Choice:
    label: str
    url: str
    chosen: bool
    count: int | None = None


@require_safe
@user_passes_test(writes_pages)
def calendar(request: HttpRequest) -> HttpResponse:
    """Read month, view and kind from the address; what is unknown there is ignored."""
    today = timezone.localdate()
    month = month_of(request.GET.get("mois", ""), today)
    as_list = request.GET.get("vue") == LIST
    found = entries(request, month.start, month.end)
    kinds = kinds_of(found)
    kind = request.GET.get("type", "")
    kind = kind if kind in kinds else ""
    shown = [entry for entry in found if not kind or entry.slug == kind]
    inside = [entry for entry in shown if entry.day.month == month.number]
    address = Address(month, as_list, kind)
    context = {
        "month": month,
        "today": today,
        "as_list": as_list,
        "weeks": month.weeks(shown, today),
        "days": [day for week in month.weeks(inside, today) for day in week if day.entries],
        "total": len(inside),
        "previous": around(month, -1, address),
        "next": around(month, 1, address),
        "this_month": address.to(month=Month(today.year, today.month)),
        "views": [
            Choice("Mois", address.to(as_list=False), not as_list),
            Choice("Liste", address.to(as_list=True), as_list),
        ],
        "kinds": [
            Choice("Tout", address.to(kind=""), not kind),
            *(Choice(label, address.to(kind=slug), slug == kind) for slug, label in kinds.items()),
        ],
        "trail": [
            {"url": reverse("wagtailadmin_home"), "label": "Accueil"},
            {"label": "Calendrier"},
        ],
    }
    return render(request, "desk/calendar.html", context)


@dataclass(frozen=True)
class Address:
    """The address of a month seen in a way; what stands by itself is left out of it."""

    month: Month
    as_list: bool
    kind: str

    def to(
        self, month: Month | None = None, as_list: bool | None = None, kind: str | None = None
    ) -> str:
        asked = {
            "mois": (month or self.month).slug,
            "vue": LIST if (self.as_list if as_list is None else as_list) else "",
            "type": self.kind if kind is None else kind,
        }
        return "?" + urlencode({name: value for name, value in asked.items() if value})


def around(month: Month, months: int, address: Address) -> Choice | None:
    other = month.away(months)
    return Choice(str(other), address.to(month=other), chosen=False) if other else None


def kinds_of(found: list[Entry]) -> dict[str, str]:
    """Every kind that the filter offers, by its slug: the site's own first, then those met."""
    return {slugify(kind): kind for kind in [*ICONS, *sorted({entry.kind for entry in found})]}
