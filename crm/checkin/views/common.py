"""What the screens of the desk share: who reads, which edition, where one stands."""

from __future__ import annotations

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from crm.registrations.models import Registration
from forum.models import Edition

SEE = "crm_checkin.view_checkin"
CHANGE = (SEE, "crm_registrations.change_registration")
ICON = "clipboard-list"


def edition_numbered(number: int) -> Edition:
    return get_object_or_404(Edition, number=number)


def found(pk: int) -> Registration:
    """A registration whose people still have a name, or 404."""
    rows = Registration.objects.filter(forgotten_at__isnull=True)
    return get_object_or_404(rows.select_related("edition", "person"), pk=pk)


def trail_of(edition: Edition | None, label: str = "") -> list[dict[str, str]]:
    trail = [{"url": reverse("crm_forum"), "label": "Inscriptions au Forum"}]
    if edition is not None:
        url = reverse("crm_forum_edition", args=[edition.number])
        trail.append({"url": url, "label": str(edition)})
    if label:
        trail.append({"url": "", "label": label})
    return [*trail[:-1], trail[-1] | {"url": ""}]


def base_of(request: HttpRequest) -> str:
    """The address of a list before "page=N"."""
    kept = request.GET.copy()
    kept.pop("page", None)
    return f"?{kept.urlencode()}&" if kept else "?"
