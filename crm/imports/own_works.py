"""The imports that somebody gave, among « Mes travaux »."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from wagtail import hooks

from crm.background.shown import MOST, Work

from .models import BatchState, ImportBatch
from .states import progress_of

if TYPE_CHECKING:
    from django.contrib.auth.models import User

AT_WORK = {BatchState.CHECKING, BatchState.CONFIRMED}


@hooks.register("register_own_works")
def imports_of(user: User) -> list[Work]:
    """Those of an account that may still import; one query."""
    if not user.has_perm("crm_imports.add_importbatch"):
        return []
    return [
        Work(
            label=f"Import\N{NO-BREAK SPACE}: {one.file_name}",
            state=one.get_state_display(),
            asked_at=one.uploaded_at,
            url=reverse("crm_import", args=[one.pk]),
            at_work=one.state in AT_WORK,
            done=_done(one),
            total=one.rows,
        )
        for one in ImportBatch.objects.filter(uploaded_by=user)[:MOST]
    ]


def _done(one: ImportBatch) -> int:
    if one.state == BatchState.CONFIRMED:
        return progress_of(one)
    return one.rows if one.state == BatchState.DONE else 0
