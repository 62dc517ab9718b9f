"""What rooms and plugins bring to those who write: lines of « Mon travail », and the menu « Créer ».

They answer through hooks, each for what the person who asks may do:

- `register_desk_items(request) -> [DeskItem]`, what awaits them;
- `register_desk_dates(request, start, end) -> [DeskDate]`, what the editorial calendar shows between
  two days, the end excluded, beside the pages' own dates and the happenings;
- `register_creations(request) -> [Creation]`, what they may begin.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from operator import attrgetter
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from wagtail import hooks
from wagtail.models import Page, get_page_models

FOUND = "_places_of_creation"


@dataclass(frozen=True)
class DeskItem:
    """One line of « Mon travail », acted on in one click.

    group   the heading that it stands under
    text    what it is about, the words of its link
    why     what is to be done about it, and why now
    action  what its button says
    due     the day or the moment before which it is to be done
    done    None, or whether a step of a list of steps is done
    """

    group: str
    text: str
    url: str
    why: str = ""
    action: str = "Ouvrir"
    due: date | datetime | None = None
    urgent: bool = False
    done: bool | None = None


@dataclass(frozen=True)
class DeskDate:
    """One entry of the editorial calendar. kind: what it is filed under, for instance « Actualité »."""

    kind: str
    at: date | datetime
    title: str
    url: str
    note: str = ""
    urgent: bool = False


@dataclass(frozen=True)
class Creation:
    """Something that one sets out to do: « Publier une actualité »."""

    label: str
    url: str
    icon: str = "plus"
    order: int = 100


def desk_items(request: HttpRequest) -> list[DeskItem]:
    return [one for answer in hooks.get_hooks("register_desk_items") for one in answer(request)]


def desk_dates(request: HttpRequest, start: date, end: date) -> list[DeskDate]:
    answers = hooks.get_hooks("register_desk_dates")
    return [one for answer in answers for one in answer(request, start, end)]


def creations(request: HttpRequest) -> list[Creation]:
    found = [one for answer in hooks.get_hooks("register_creations") for one in answer(request)]
    return sorted(found, key=attrgetter("order", "label"))


def page_creation(
    request: HttpRequest, model: type[Page], label: str, icon: str, order: int, url: str = ""
) -> Iterable[Creation]:
    """The creation of a page below the one page that may hold it; nothing for who may not add there.

    `url` is a form of its own that begins such a page, where there is one.
    """
    parent = parent_of(request, model)
    if parent and parent.permissions_for_user(request.user).can_add_subpage():
        names = (model._meta.app_label, model._meta.model_name)
        add = reverse("wagtailadmin_pages:add", args=[*names, parent.pk])
        yield Creation(label, url or add, icon, order)


def parent_of(request: HttpRequest, model: type[Page]) -> Page | None:
    """The first page that may hold pages of a model. One query a request, for all models together."""
    found: list[Page] | None = getattr(request, FOUND, None)
    if found is None:
        found = list(places())
        setattr(request, FOUND, found)
    holders: Any = model.allowed_parent_page_models()
    return next((page for page in found if page.specific_class in holders), None)


def places() -> Iterable[Page]:
    """The pages that stand once in the site: sections and their indexes."""
    single = [model for model in get_page_models() if model.max_count == 1]
    return Page.objects.type(*single).order_by("path")
