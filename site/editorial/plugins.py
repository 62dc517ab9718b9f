"""The seam: what a plugin may add to the site, and how the site asks. The site names no plugin.

A plugin answers through Wagtail's hooks:

- `register_site_urls() -> [path]`, addresses served before the pages;
- `register_page_action(request, page) -> html`, what it offers on a page, or "";
- `register_page_block(request, name, page) -> html`, what fills a named place ("home_figures", "press_kit", "footer")
  of a page, or ""; `page` is None where no page is served. "head" is the end of <head>;
- `register_published_figures() -> PublishedFigures` (editorial.figures.published), what « chiffres publiés » quotes;
- `register_live_source() -> LiveSource` (editorial.live.sources), what the block « toujours à jour » can show;
- `register_availability(kind, ids) -> {id: Availability}`, asked once a list;
- `register_capacity_check(row, new) -> str`, a French sentence that refuses a capacity, or "";
- `register_site_links() -> [SiteLink]`, addresses that menus and the site map list;
- `register_editor_panel() -> Panel`, shown above what is written in the editor of every page;
- `register_quiet_tables() -> Quiet` (changes.py), tables that no anonymous page shows, or that nobody asks about;
- `register_rights() -> Path`, a file of groups and rights like fixtures/rights.toml;
- `after_restore(made_at) -> [str]`, what must be done again once a backup is put back, said in French;
- `register_scheduled_job() -> Job`, what `manage.py scheduler` does at its hour (scheduling.py);
- `register_process() -> Part`, what `manage.py serve` runs beside the site (processes.py);
- `register_moved_figures() -> (str, compute)`, what must be told the same once the database is moved (moving/);
- `register_health_check() -> Check`, what /sante/pret/ and the administrators are told of it (watch/checks.py);
- `register_demo_accounts() -> [Account]` and `register_demo(at)`, its share of the demonstration.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Model
from wagtail import hooks

if TYPE_CHECKING:
    from django.http import HttpRequest
    from wagtail.models import Page

TRAINING_SESSION = "training.session"
FORUM_EDITION = "forum.edition"
FORUM_SLOT = "forum.slot"
TELECENTRE_SPACE = "telecentre.space"


@dataclass(frozen=True)
class Availability:
    """What is left of something that has seats.

    left        free places, None when they are not counted
    capacity    places in all, None when they are not counted
    label       what to print, for instance "3 places libres"
    state       one of: open, last, waiting, full, closed, ended
    url         where to act, "" when there is nothing to do
    action      what the link says
    """

    left: int | None
    capacity: int | None
    label: str
    state: str
    url: str = ""
    action: str = ""


@dataclass(frozen=True)
class SiteLink:
    """An address that a plugin serves, for menus, the footer and the site map."""

    label: str
    url: str
    place: str  # "menu", "footer" or "map"


def page_actions(request: HttpRequest, page: Page) -> list[str]:
    fragments = (action(request, page) for action in hooks.get_hooks("register_page_action"))
    return [fragment for fragment in fragments if fragment]


def page_blocks(request: HttpRequest, name: str, page: Page | None = None) -> list[str]:
    fragments = (block(request, name, page) for block in hooks.get_hooks("register_page_block"))
    return [fragment for fragment in fragments if fragment]


def availability(kind: str, ids: Iterable[int]) -> dict[int, Availability]:
    """Ask every plugin once for a whole list. Rows that nobody counts are absent."""
    wanted = list(ids)
    found: dict[int, Availability] = {}
    if wanted:
        for answer in hooks.get_hooks("register_availability"):
            found |= answer(kind, wanted)
    return found


def check_capacity(row: Model, new: int) -> str:
    """Return the first refusal of a new capacity for a row, or ""."""
    answers = (check(row, new) for check in hooks.get_hooks("register_capacity_check"))
    return next((answer for answer in answers if answer), "")


def site_links(place: str) -> list[SiteLink]:
    links = [link for offer in hooks.get_hooks("register_site_links") for link in offer()]
    return [link for link in links if link.place == place]
