"""The mailings that somebody launched, among « Mes travaux »."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from wagtail import hooks

from crm.background.shown import MOST, Work

from .models import Mailing, MailingState
from .running import progress_of

if TYPE_CHECKING:
    from django.contrib.auth.models import User

AT_WORK = {MailingState.SENDING, MailingState.PAUSED}


@hooks.register("register_own_works")
def mailings_of(user: User) -> list[Work]:
    """Those of an account that may still see mailings; two queries."""
    if not user.has_perm("crm_mailings.view_mailing"):
        return []
    rows = list(Mailing.objects.filter(launched_by=user).defer("text", "html")[:MOST])
    steps = progress_of([row.pk for row in rows]) if rows else {}
    return [
        Work(
            label=f"Envoi en nombre\N{NO-BREAK SPACE}: {row.title}",
            state=row.get_state_display(),
            asked_at=row.launched_at,
            url=reverse("crm_mailing", args=[row.pk]),
            at_work=row.state in AT_WORK,
            done=steps[row.pk].total - steps[row.pk].waiting,
            total=steps[row.pk].total,
        )
        for row in rows
    ]
