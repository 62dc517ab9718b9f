"""The colleagues who follow journeys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.db.models import QuerySet

if TYPE_CHECKING:
    from django.contrib.auth.models import User

BACKEND = "django.contrib.auth.backends.ModelBackend"


def team() -> QuerySet[User]:
    """Active accounts that may move a journey, by name."""
    accounts = get_user_model().objects.with_perm("crm_journeys.move_journey", backend=BACKEND)
    return accounts.order_by("last_name", "first_name", "username")


def called(user: User | None) -> str:
    """How a colleague is named on a screen."""
    return (user.get_full_name() or user.get_username()) if user else ""
