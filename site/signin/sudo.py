"""Who is at the keyboard, asked again before what cannot be taken back.

Whoever proved it in the last SUDO_MINUTES passes. Others are shown a page that asks, and come back to what
they were doing: a page is opened, a form is sent again with all that it held, a file waits behind a button.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps
from typing import Any, overload
from urllib.parse import urlencode

from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse

from signin.confirming import PREFIX, ConfirmForm, passkey_options

View = Callable[..., HttpResponse]
# What a form carries for itself, not for the view that it is sent to.
ITS_OWN = f"{PREFIX}-"
TOKEN = "csrfmiddlewaretoken"  # noqa: S105  # nosec B105 # the name of a field


@overload
def recently_confirmed(view: View) -> View: ...
@overload
def recently_confirmed(*, file: bool = False) -> Callable[[View], View]: ...
def recently_confirmed(view: View | None = None, *, file: bool = False) -> Any:
    """Open a view to whoever proved who they are in the last SUDO_MINUTES; ask the others first.

    `file=True` for a view that answers with a file, which leaves its page on the screen.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            return ask_first(request, file=file) or view(request, *args, **kwargs)

        return guarded

    return decorate if view is None else decorate(view)


def is_recent(request: HttpRequest) -> bool:
    """Whether they proved who they are lately, by a password or otherwise; always when nobody is asked."""
    if not settings.SUDO_MINUTES:
        return True
    records = get_authentication_records(request, request.user)  # type: ignore[arg-type]
    last = max((record["at"] for record in records), default=0)
    return bool(time.time() - last < settings.SUDO_MINUTES * 60)


def ask_first(request: HttpRequest, *, file: bool = False) -> HttpResponse | None:
    """The page that asks, or None once there is nothing to ask. For views that a decorator does not fit."""
    if not request.user.is_authenticated or is_recent(request):
        return None
    if reads_data(request):
        return refuse_data(request)
    if request.method != "POST":
        form = ConfirmForm(request, prefix=PREFIX)
        return shown(request, form, file=file, next=request.get_full_path())
    answered = any(name.startswith(ITS_OWN) for name in request.POST)
    form = ConfirmForm(request, request.POST if answered else None, prefix=PREFIX)
    if answered and form.is_valid():
        form.save()
        if not file:
            request.POST = kept(request)  # type: ignore[assignment]
            return None
        return shown(request, form, file=True, confirmed=True)
    return shown(request, form, file=file)


def reads_data(request: HttpRequest) -> bool:
    """Whether a script asks, which could not show a page."""
    told = request.headers
    return (
        told.get("X-Requested-With") == "XMLHttpRequest"
        or "HX-Request" in told
        or told.get("Sec-Fetch-Dest") == "empty"
        or told.get("Accept", "").startswith("application/json")
    )


def refuse_data(request: HttpRequest) -> HttpResponse:
    where = f"{reverse('signin_confirm')}?{urlencode({'next': reverse('wagtailadmin_home')})}"
    told = "Confirmez que c’est bien vous, puis recommencez."
    headers = {"Cache-Control": "no-store"}
    return JsonResponse({"error": told, "confirm": where}, status=403, headers=headers)


def kept(request: HttpRequest) -> Any:
    """What the form held, without what was typed to confirm."""
    posted = request.POST.copy()
    for name in [name for name in posted if name.startswith(ITS_OWN)]:
        del posted[name]
    return posted


def shown(request: HttpRequest, form: ConfirmForm, **told: Any) -> HttpResponse:
    """The page that asks, told by its status from the one that was asked."""
    posting = request.method == "POST" and "next" not in told
    context = {
        "form": form,
        "action": request.get_full_path() if posting else reverse("signin_confirm"),
        "carried": carried(request) if posting else [],
        "lost_files": posting and bool(request.FILES),
        "options": passkey_options(form),
        "minutes": settings.SUDO_MINUTES,
        **told,
    }
    # Refused until then: 403 tells a browser's history, and a test, that nothing was shown or done.
    status = 200 if told.get("confirmed") else 422 if form.is_bound else 403
    answer = render(request, "signin/confirm.html", context, status=status)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def carried(request: HttpRequest) -> list[tuple[str, str]]:
    """Every answer of the form that was stopped, to be sent again with the proof."""
    return [
        (name, str(value))
        for name, values in kept(request).lists()
        for value in values
        if name != TOKEN
    ]
