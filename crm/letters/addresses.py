"""The whole address of a page, as a letter carries it."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

from django.conf import settings
from django.urls import reverse


def address(name: str, *args: Any) -> str:
    """Return the address of a view; TOKEN among the arguments stays as it is, for `delivery`."""
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + unquote(reverse(name, args=args))
