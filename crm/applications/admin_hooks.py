"""What the desk of applications adds to the site and to Wagtail's admin."""

from __future__ import annotations

from django.db.models import Model
from wagtail import hooks

from training.models import Session

from .seats import refuse_capacity


@hooks.register("register_capacity_check")
def register_capacity_check(row: Model, new: int) -> str:
    """Refuse a session with fewer places than are taken."""
    return refuse_capacity(row, new) if isinstance(row, Session) else ""
