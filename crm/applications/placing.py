"""Giving a session to an application that is being studied, without any other change."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from training.models import Session

from . import rules
from .models import Application, ApplicationState

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def place(
    application: Application, session: Session, *, by: User | None, at: datetime | None = None
) -> Application:
    """Put an application that is being studied in a session, or in another one."""
    now = at or timezone.now()
    row = Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
    if row.state != ApplicationState.UNDER_REVIEW:
        raise Refused("Seule une candidature à l’étude change de session.")
    rules.check_session(session, now)
    row.session = session
    try:
        with transaction.atomic():
            row.save(update_fields=["session"])
    except IntegrityError as error:
        raise Refused("Cette personne est déjà candidate à cette session.") from error
    record(Action.CHANGED, row, by=by, person_id=row.person_id, fields=["session"], at=now)
    return row
