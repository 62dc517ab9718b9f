"""The page of a request, opened by a secret link: its address in a letter, and what a token names."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import unquote

from django.conf import settings
from django.urls import reverse

from crm.letters import links
from crm.letters.services import TOKEN, Link

from ..models import OfficeRequest

PURPOSE = "demande-bureau"


def link_to(row: OfficeRequest) -> Link:
    return Link(PURPOSE, str(row.pk))


def page_address() -> str:
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + unquote(
        reverse("office_request", args=[TOKEN])
    )


def followed_by(token: str, *, at: datetime | None = None) -> OfficeRequest | None:
    """Return the request of a token, None when it is unknown, expired, or of somebody forgotten."""
    link = links.find(PURPOSE, token, at=at)
    if link is None:
        return None
    row = OfficeRequest.objects.select_related("person", "site").filter(pk=int(link.target)).first()
    if row is None or (row.person is not None and row.person.anonymised_at):
        return None
    return row if row.person is not None or row.payload else None
