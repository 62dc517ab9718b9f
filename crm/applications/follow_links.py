"""The addresses that letters carry. The token of a follow-up link is made when its letter leaves."""

from __future__ import annotations

from urllib.parse import unquote

from django.conf import settings
from django.urls import reverse

from crm.letters.services import TOKEN, Link

from .models import Application, Submission

FOLLOW_SUBMISSION = "suivi"
FOLLOW_APPLICATION = "suivi-candidature"


def link_to(row: Application | Submission) -> Link:
    purpose = FOLLOW_APPLICATION if isinstance(row, Application) else FOLLOW_SUBMISSION
    return Link(purpose, str(row.pk))


def follow_address() -> str:
    return _absolute(unquote(reverse("follow", args=[TOKEN])))


def apply_address() -> str:
    return _absolute(reverse("apply_any"))


def _absolute(path: str) -> str:
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + path
