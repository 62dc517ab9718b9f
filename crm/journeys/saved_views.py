"""The views that somebody keeps of the board and the list."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.contrib.auth import get_user_model
from django.db import transaction
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils import timezone

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record

from .forms.filters import JourneyFilter, ListFilter
from .models import SavedView, Screen

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# What somebody still finds at a glance.
MOST = 20
FILTERS: dict[str, type[JourneyFilter]] = {Screen.BOARD: JourneyFilter, Screen.LIST: ListFilter}
ADDRESSES: dict[str, str] = {Screen.BOARD: "crm_board", Screen.LIST: "crm_journeys"}


def kept_query(screen: str, query: str, user: User) -> str:
    """What a view keeps of an address: what the filter understands, without what was searched for.

    The name of somebody has no place in a view, which others may read.
    """
    return FILTERS[screen](QueryDict(query[:2000]), user).query("q")


def address(view: SavedView) -> str:
    """Where a view opens. Whatever its query holds, it is an address of this screen."""
    told = QueryDict(view.query)
    names = FILTERS[view.screen].base_fields.keys() - {"q"}
    # A NUL would be refused by the site before any screen is reached.
    known = {name: value for name, value in told.items() if name in names and "\x00" not in value}
    return f"{reverse(ADDRESSES[view.screen])}?{urlencode(known) or 'tout=1'}"


def offered(user: User, screen: str) -> list[SavedView]:
    """The views of a screen that somebody may open, their own first, in one query."""
    rows = SavedView.objects.read_by(user).filter(screen=screen).select_related("user")
    return sorted(rows, key=lambda view: view.user_id != user.pk)


def first_of(request: HttpRequest, views: list[SavedView]) -> str:
    """The address of the reader's view that opens first, "" when the address asks for something.

    views  what `offered` gives
    """
    own = (view for view in views if view.opens_first and view.user_id == request.user.pk)
    view = None if request.GET else next(own, None)
    return address(view) if view else ""


@transaction.atomic
def keep(
    user: User, screen: str, name: str, query: str,
    *, shared: bool = False, opens_first: bool = False, at: datetime | None = None,
) -> SavedView:  # fmt: skip
    """Keep a filter under a name. Raises Refused for a name taken and for one view too many."""
    get_user_model().objects.select_for_update().get(pk=user.pk)
    if SavedView.objects.filter(user=user).count() >= MOST:
        raise Refused(f"{MOST} vues au plus : supprimez-en une d’abord.")
    _refuse_taken(user, name)
    _make_way(user, screen, opens_first)
    view = SavedView.objects.create(
        user=user, name=name, screen=screen, query=kept_query(screen, query, user),
        shared=shared, opens_first=opens_first, created_at=at or timezone.now(),
    )  # fmt: skip
    record(Action.CREATED, view, by=user, at=at)
    return view


@transaction.atomic
def change(
    view: SavedView, *, name: str, shared: bool, opens_first: bool, at: datetime | None = None
) -> None:
    """Rename a view, share it, open it first, or not any more."""
    get_user_model().objects.select_for_update().get(pk=view.user_id)
    _refuse_taken(view.user, name, but=view)
    _make_way(view.user, view.screen, opens_first, but=view)
    view.name, view.shared, view.opens_first = name, shared, opens_first
    view.save(update_fields=["name", "shared", "opens_first"])
    record(Action.CHANGED, view, by=view.user, fields=["name", "shared", "opens_first"], at=at)


@transaction.atomic
def forget(view: SavedView, *, at: datetime | None = None) -> None:
    record(Action.DELETED, view, by=view.user, at=at)
    view.delete()


def _refuse_taken(user: User, name: str, but: SavedView | None = None) -> None:
    others = SavedView.objects.filter(user=user, name=name)
    if others.exclude(pk=but.pk if but else 0).exists():
        raise Refused(f"Vous avez déjà une vue « {name} ».")


def _make_way(user: User, screen: str, wanted: bool, but: SavedView | None = None) -> None:
    """Only one view opens a screen first: the other one gives way."""
    if wanted:
        others = SavedView.objects.filter(user=user, screen=screen, opens_first=True)
        others.exclude(pk=but.pk if but else 0).update(opens_first=False)
