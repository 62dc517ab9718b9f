"""What this room offers on the page of a session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from crm.applications.session_links import SessionLink
from training.models import Session

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def results(user: User, session: Session) -> SessionLink | None:
    if not user.has_perm("crm_questionnaires.read_results"):
        return None
    address = reverse("crm_session_results", args=[session.pk])
    return SessionLink("Questionnaires", address, "message-square")
