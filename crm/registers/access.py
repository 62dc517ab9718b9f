"""Who may open a screen. A refusal is journalled, then answered as Wagtail answers it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta
from functools import wraps
from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from crm.journal.models import Action
from crm.journal.refusal import Restricted
from crm.journal.services import record_once

if TYPE_CHECKING:
    from django.contrib.auth.models import User

View = Callable[..., HttpResponse]
# Who insists has one line an hour for each thing refused: a robot does not fill the journal.
ONE_REFUSAL = timedelta(hours=1)


def needs(*permissions: str) -> Callable[[View], View]:
    """Open a view to those who hold every permission named, as "app_label.codename".

    What a screen does to a file whose treatment is restricted is undone and said, whatever the screen.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            user = cast("User", request.user)
            if not user.has_perms(permissions):
                refuse(request, permissions)
            try:
                response = view(request, *args, **kwargs)
            except Restricted as refusal:
                messages.error(request, str(refusal))
                response = redirect(_where_from(request))
            response.headers.setdefault("Cache-Control", "no-store")
            return response

        return guarded

    return decorate


def _where_from(request: HttpRequest) -> str:
    """The page that sent here, the first one of the admin when that is not known."""
    page = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(
        page, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return page if ours else "wagtailadmin_home"


def agent(request: HttpRequest) -> User:
    """Who is at the desk: a guarded view is reached by accounts alone."""
    return cast("User", request.user)


def refuse(request: HttpRequest, permissions: tuple[str, ...]) -> None:
    """Journal a refusal, then raise PermissionDenied."""
    note_refusal(request, permissions)
    raise PermissionDenied


def note_refusal(request: HttpRequest, refused: Iterable[str] = ()) -> None:
    """Journal what somebody may not open: the names of the rights, and of the page with the number of its row."""
    user = cast("User", request.user)
    if user.is_authenticated:
        fields = [*refused, *_page(request)]
        record_once(Action.REFUSED, user, by=user, fields=fields, within=ONE_REFUSAL)


def _page(request: HttpRequest) -> list[str]:
    """« crm_person/12 »: never a token nor anything else that was typed."""
    found = request.resolver_match
    if found is None or not found.url_name:
        return []
    told = [*found.args, *found.kwargs.values()]
    return ["/".join([found.url_name, *(str(one)[:20] for one in told if str(one).isdecimal())])]
