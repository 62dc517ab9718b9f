"""An application read behind its locks, and written back as it was decided."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from crm.journal.refusal import Refused
from training.models import Session

from .models import Application, ApplicationState
from .seats import hold


def lock_with_its_seats(
    application: Application, to: ApplicationState, placed: Session | None
) -> tuple[Application, int | None]:
    """Lock an application, after the seats that its move may touch; return its session's id with it."""
    had = Application.objects.values_list("session", flat=True).get(pk=application.pk)
    if to != ApplicationState.UNDER_REVIEW:
        hold([had, placed.pk if placed else None])
    row = (
        Application.objects.select_for_update(of=("self",))
        .select_related("person", "session__course")
        .get(pk=application.pk)
    )
    if row.session_id != had:
        raise Refused("Cette candidature vient de changer de session : reprenez.")
    return row, had


def save_decision(row: Application) -> None:
    try:
        with transaction.atomic():
            row.save(update_fields=["state", "reason", "decided_at", "decided_by", "session"])
    except IntegrityError as error:
        raise Refused("Cette personne a une autre candidature en cours à cette session.") from error
