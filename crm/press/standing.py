"""Where a release stands on the site at a moment: out, or what it waits for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from editorial import dates
from editorial.models.visibility import visible
from news.models import ReleasePage


@dataclass(frozen=True)
class Standing:
    """out: anybody may read it. at: when it will be, None when nobody knows. why: what it waits for, in French.

    held   until when an embargo keeps a published release, None otherwise: it may leave before its hour
    """

    out: bool
    why: str = ""
    at: datetime | None = None
    held: datetime | None = None


def moment(at: datetime) -> str:
    """« 3 mars 2011 à 9 h »"""
    local = timezone.localtime(at)
    return f"{dates.day(local.date())} à {dates.hour(local.time())}"


def standing(release: ReleasePage | None, at: datetime) -> Standing:
    if release is None:
        return Standing(False, "Le communiqué n’existe plus sur le site.")
    if release.expire_at and release.expire_at <= at:
        return Standing(False, "Le communiqué est retiré du site.")
    held = max((one.until for one in release.embargoes.all() if one.until > at), default=None)
    if not release.live:
        return _unpublished(release, at, held)
    if held:
        return Standing(False, f"Sous embargo jusqu’au {moment(held)}.", held, held)
    if not visible(ReleasePage.objects.filter(pk=release.pk), at).exists():
        return Standing(False, "Le communiqué est dans une partie privée du site.")
    return Standing(True)


def _unpublished(release: ReleasePage, at: datetime, held: datetime | None) -> Standing:
    """What a draft waits for: its hour when one was set, somebody otherwise."""
    planned = release.go_live_at if release.approved_schedule else None
    if planned and planned > at:
        when = max(planned, held or planned)
        return Standing(False, f"Sa parution est programmée le {moment(planned)}.", when)
    return Standing(False, "Le communiqué n’est pas publié.")
