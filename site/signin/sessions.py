"""How long a session lasts: an hour without a gesture, half a day in all."""

from __future__ import annotations

import time
from typing import Any

from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest

STARTED, SEEN = "signin_started", "signin_seen"
# A session is written at most so often, in seconds.
WRITTEN_EVERY = 60


def start(sender: Any, request: HttpRequest | None, **others: Any) -> None:
    session = getattr(request, "session", None)
    if session is not None:
        session[STARTED] = session[SEEN] = int(time.time())


def ended(session: Any) -> str:
    """Why a session is over, in words for its owner; "" while it is not, its hour noted."""
    now = int(time.time())
    started, seen = session.get(STARTED), session.get(SEEN)
    if started is None or seen is None:
        session[STARTED] = session[SEEN] = now
        return ""
    if settings.SESSION_HOURS and now - started >= settings.SESSION_HOURS * 3600:
        return f"Votre session a duré {settings.SESSION_HOURS} heures\u00a0: reconnectez-vous pour continuer."
    if settings.SESSION_IDLE_MINUTES and now - seen >= settings.SESSION_IDLE_MINUTES * 60:
        return "Votre session s’est éteinte, faute d’activité. Reconnectez-vous pour continuer."
    if now - seen >= WRITTEN_EVERY:
        session[SEEN] = now
    return ""


def listen() -> None:
    """Called once, when apps are ready. Django tells by a signal alone that somebody came in."""
    user_logged_in.connect(start, dispatch_uid="signin_start")
