"""What offices give the public site: a week of availability, the form, and what happens at its hour."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils import timezone
from wagtail import hooks
from wagtail.models import Page

from editorial.plugins import SiteLink
from editorial.scheduling import Job
from telecentre.models import Space, TelecentrePage, TelecentreTopicPage, Topic

from ..models import HalfDay
from . import jobs
from .availability import SpaceWeek, Week, availability, sentence, spaces_week, week_at

OFTEN = timedelta(minutes=5)

hooks.register("register_availability", availability)


@hooks.register("register_site_urls")
def register_site_urls() -> list[URLPattern | URLResolver]:
    return [path("", include("crm.workspaces.offices.public_urls"))]


@hooks.register("register_site_links")
def register_site_links() -> list[SiteLink]:
    return [SiteLink("Demander un bureau", reverse("ask_office"), "map")]


@hooks.register("register_page_action")
def offer_to_ask(request: HttpRequest, page: Page) -> str:
    """On the pages of the telecentre; the sheet of a space says it with its availability."""
    asks = isinstance(page, TelecentrePage) and page.space is None
    asks = asks or (isinstance(page, TelecentreTopicPage) and page.topic == Topic.ASKING)
    return render_to_string("crm_workspaces/public/ask_action.html", {}, request) if asks else ""


@hooks.register("register_page_block")
def week_of_offices(request: HttpRequest, name: str, page: Page | None) -> str:
    """The offices of the week, site by site; on the page of one space, its own."""
    if not isinstance(page, TelecentrePage):
        return ""
    if name == "telecentre_week":
        return _whole_week(request, page)
    if name == "telecentre_space" and page.space is not None:
        return _own_week(request, page, page.space)
    return ""


def _whole_week(request: HttpRequest, page: TelecentrePage) -> str:
    """One query: the page has read its sites and their spaces."""
    at = timezone.now()
    week = week_at([sheet.site for sheet in page.sites], at)
    offices = [office for sheet in page.sites for office in sheet.offices]
    found = spaces_week(offices, week, at)
    if not found:
        return ""
    tables = [
        _table(str(sheet.site), [one for one in found if one.space in sheet.offices], week)
        for sheet in page.sites
        if sheet.offices
    ]
    context = {"sentence": sentence(found, week), "week": week, "tables": tables}
    return render_to_string("crm_workspaces/public/week.html", context, request)


def _own_week(request: HttpRequest, page: TelecentrePage, space: Space) -> str:
    at = timezone.now()
    week = week_at([sheet.site for sheet in page.sites if space in sheet.spaces], at)
    found = spaces_week([space], week, at)
    context = {"sentence": "", "week": week, "tables": [_table(str(space), found, week)]}
    return render_to_string("crm_workspaces/public/week.html", context, request)


def _table(name: str, rows: list[SpaceWeek], week: Week) -> dict[str, Any]:
    """Days on which nothing is open, such as a Sunday, have no column."""
    days = [
        day
        for day in week.days
        if any(row.cells[day, half] != "closed" for row in rows for half in HalfDay)
    ]
    return {"name": name, "days": days, "rows": [(row.space, row.row(days)) for row in rows]}


@hooks.register("register_scheduled_job")
def see_to_offers() -> Job:
    return Job(
        "offices.offers",
        OFTEN,
        jobs.see_to_offers,
        label="Offres de bureaux",
        says="Termine les offres sans réponse et propose le bureau libre à la personne suivante.",
    )
