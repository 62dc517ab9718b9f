"""Forms that were refused travel with the request, so that the file shows them with what was typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.forms import BaseForm
from django.http import HttpRequest

FormT = TypeVar("FormT", bound=BaseForm)
ATTRIBUTE = "refused_forms"


def keep(request: HttpRequest, key: str, form: BaseForm) -> None:
    held: dict[str, BaseForm] = getattr(request, ATTRIBUTE, {})
    setattr(request, ATTRIBUTE, held | {key: form})


def form_for(request: HttpRequest, key: str, make: Callable[..., FormT], **options: Any) -> FormT:
    """Return the refused form of this key, else a new one. Its ids begin with the key."""
    held: dict[str, Any] = getattr(request, ATTRIBUTE, {})
    return held.get(key) or make(auto_id=f"{key}-%s", **options)
