"""Badges: which ones, then the sheets to print."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from crm.checkin.badges import pile, print_badges, to_print
from crm.checkin.forms import BadgeForm
from crm.checkin.models import Badge
from crm.checkin.rolls import coming, in_order
from crm.journal.refusal import Refused
from crm.registers.access import agent, needs
from editorial.dates import day
from forum.models import Edition
from signin.sudo import recently_confirmed

from .common import ICON, SEE, edition_numbered, trail_of
from .rolls import PAPER

PRINT = (SEE, "crm_checkin.add_badge")


def days_of(row: Edition) -> list[tuple[str, str]]:
    many = (row.ends_on - row.starts_on).days
    if not many:
        return []
    days = [row.starts_on + timedelta(days=rank) for rank in range(many + 1)]
    return [(f"{one}", day(one, weekday=True)) for one in days]


@require_http_methods(["GET", "HEAD", "POST"])
@needs(*PRINT)
@recently_confirmed
def badges(request: HttpRequest, number: int) -> HttpResponse:
    """A POST prints: what was printed is noted, so that the next pile holds only what is new."""
    row = edition_numbered(number)
    form = BadgeForm(request.POST if request.method == "POST" else None, days=days_of(row))
    if form.is_valid():
        chosen = form.cleaned_data
        people = pile(row, chosen["day"], all_of_them=chosen["which"] == "all")
        try:
            file = print_badges(row, people, by=agent(request))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            name = f"badges-forum-{row.number}-{timezone.localdate():%Y-%m-%d}.pdf"
            return HttpResponse(
                file, content_type="application/pdf",
                headers={"Content-Disposition": f'attachment; filename="{name}"', **PAPER},
            )  # fmt: skip
    people = in_order(coming(row))
    context = {
        "edition": row,
        "form": form,
        "coming": len(people),
        "left": len(to_print(people)),
        "last": Badge.objects.filter(participant__registration__edition=row)
        .order_by("-printed_at")
        .first(),
        "desk_icon": ICON,
        "trail": trail_of(row, "Badges"),
    }
    return render(
        request, "crm_checkin/desk/badges.html", context, status=422 if form.errors else 200
    )
