"""The documents that somebody had made for a whole group, among « Mes travaux »."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from wagtail import hooks

from crm.background.shown import MOST, Work

from .models import Production

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@hooks.register("register_own_works")
def productions_of(user: User) -> list[Work]:
    """Those of an account that may still read documents; one query."""
    if not user.has_perm("crm_documents.view_document"):
        return []
    rows = Production.objects.filter(asked_by=user).select_related("session__course")
    return [
        Work(
            label=f"{row.get_kind_display().capitalize()}\N{NO-BREAK SPACE}: {row.session}",
            state="terminé" if row.ended_at else "en cours",
            asked_at=row.asked_at,
            url=reverse("crm_session_documents", args=[row.session_id]),
            at_work=row.ended_at is None,
            done=row.done,
            total=row.total,
        )
        for row in rows.order_by("-asked_at")[:MOST]
    ]
