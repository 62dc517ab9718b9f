"""What was counted at the doors, carried into the report of the edition's page as a draft."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from editorial.dates import day
from forum.models import Edition, EditionPage

from .attendance import attendance_of

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def page_to_write(edition: Edition, user: User) -> EditionPage | None:
    """The page of an edition, when the user may change it now."""
    page = EditionPage.objects.filter(edition=edition).first()
    if page is None:
        return None
    rights = page.permissions_for_user(user)
    return page if rights.can_edit() and not rights.page_locked() else None


@transaction.atomic
def carry(edition: Edition, *, by: User, at: datetime | None = None) -> EditionPage:
    """Save a draft of the page with how many came and where the number comes from. Nothing is published.

    Raises Refused before the last day, when nobody was counted, or when the user may not change the page.
    """
    now = at or timezone.now()
    if timezone.localdate(now) < edition.ends_on:
        raise Refused("Le Forum n’est pas fini : son bilan attend le dernier jour.")
    arrived = attendance_of(edition).arrived
    if not arrived:
        raise Refused("Personne n’a été pointé à l’entrée : il n’y a rien à reporter.")
    page = page_to_write(edition, by)
    if page is None:
        raise Refused("Vous ne pouvez pas modifier la page de cette édition en ce moment.")
    draft = page.get_latest_revision_as_object()
    draft.participants = arrived
    draft.figures_source = f"pointage à l’entrée, {day(timezone.localdate(now))}"
    draft.save_revision(user=by, log_action=True)
    record(Action.CHANGED, edition, by=by, fields=["participants", "figures_source"], at=now)
    return page
