"""The page of a statement, opened by a secret link."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import unquote

from django.conf import settings
from django.urls import reverse

from crm.letters import links
from crm.letters.services import TOKEN, Link

from ..models import MonthStatement

PURPOSE = "releve"


def link_to(row: MonthStatement) -> Link:
    return Link(PURPOSE, str(row.pk))


def page_address() -> str:
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + unquote(
        reverse("month_statement", args=[TOKEN])
    )


def opened_by(token: str, *, at: datetime | None = None) -> MonthStatement | None:
    """Return the statement of a token, None when it is unknown, expired, or of somebody forgotten."""
    link = links.find(PURPOSE, token, at=at)
    if link is None:
        return None
    rows = MonthStatement.objects.select_related("person", "replaces", "replaced_by")
    return rows.filter(pk=int(link.target), person__anonymised_at__isnull=True).first()
