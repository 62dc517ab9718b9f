"""What this room offers on the page of a session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from crm.applications.session_links import SessionLink
from training.models import Session

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def committee(user: User, session: Session) -> SessionLink | None:
    if not user.has_perms(["crm_applications.view_application", "crm_selection.view_proposal"]):
        return None
    return SessionLink("Composer", reverse("crm_committee", args=[session.pk]), "users")
