"""What this room offers on the page of a session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from crm.applications.session_links import SessionLink
from training.models import Session

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def documents(user: User, session: Session) -> SessionLink | None:
    if not user.has_perm("crm_documents.view_document"):
        return None
    return SessionLink("Documents", reverse("crm_session_documents", args=[session.pk]))


def sheet(user: User, session: Session) -> SessionLink | None:
    """For who prints without managing documents: a trainer."""
    if user.has_perm("crm_documents.view_document") or not user.has_perm(
        "crm_documents.print_sheet"
    ):
        return None
    return SessionLink(
        "Émargement en PDF", reverse("crm_session_sheet", args=[session.pk]), "printer"
    )
