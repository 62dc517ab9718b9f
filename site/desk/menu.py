"""What the desk adds to the menu of the admin."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.admin.ui.sidebar import SubMenuItem

from desk.reach import writes_pages
from editorial.desk import Creation, creations

ASKED = "_creations"


class CreateMenuItem(SubmenuMenuItem):
    """« Créer »: by what one sets out to do, not by where it goes. Asked of every room at each request."""

    def __init__(self) -> None:
        super().__init__("Créer", Menu(items=[]), name="creer", icon_name="plus-inverse", order=1)

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(creations_of(request))

    def render_component(self, request: HttpRequest) -> SubMenuItem:
        items = [entry(one).render_component(request) for one in creations_of(request)]
        return SubMenuItem(self.name, self.label, items, icon_name=self.icon_name)


class WritersMenuItem(MenuItem):
    """Shown to whoever writes pages."""

    def is_shown(self, request: HttpRequest) -> bool:
        return writes_pages(request.user)


def entry(creation: Creation) -> MenuItem:
    return MenuItem(creation.label, creation.url, icon_name=creation.icon, order=creation.order)


def creations_of(request: HttpRequest) -> Iterable[Creation]:
    found: list[Creation] | None = getattr(request, ASKED, None)
    if found is None:
        found = creations(request)
        setattr(request, ASKED, found)
    return found
