"""Articles of the press review, and who wrote them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from crm.journal.models import Action
from crm.journal.services import record
from crm.people.names import name_key
from news.models import Coverage

from .exchanging import hear
from .models import CoverageLink, PressContact

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.contrib.auth.models import User
    from django.db.models import QuerySet


@dataclass(frozen=True)
class Told:
    """What the press room adds to an article of the site."""

    contact: PressContact | None = None
    reach: int | None = None
    tone: str = ""
    subject: str = ""


def without_journalist(since: date | None = None) -> QuerySet[Coverage]:
    """The articles of which nobody knows who wrote them, the newest first."""
    rows = Coverage.objects.filter(
        Q(press_link__isnull=True) | Q(press_link__contact__isnull=True)
    ).newest_first()
    return rows.filter(published_on__gte=since) if since else rows


def author_of(coverage: Coverage) -> PressContact | None:
    """The journalist to whom an article is tied; its row read with `press_link__contact`."""
    row: CoverageLink | None = getattr(coverage, "press_link", None)
    return row.contact if row else None


@transaction.atomic
def link(
    coverage: Coverage, told: Told, *, by: User | None, at: datetime | None = None
) -> CoverageLink:
    """Say who wrote an article and how far it went. It counts as word from that journalist."""
    now = at or timezone.now()
    # One row a coverage: whoever comes second waits for the first.
    Coverage.objects.select_for_update().get(pk=coverage.pk)
    row = CoverageLink.objects.filter(coverage=coverage).first()
    before = row.contact_id if row else None
    row = row or CoverageLink(coverage=coverage, linked_at=now)
    row.contact, row.reach = told.contact, told.reach
    row.tone, row.subject = told.tone, told.subject
    row.linked_at, row.linked_by = now, by
    row.save()
    touched = {pk for pk in (before, row.contact_id) if pk is not None}
    for pk in sorted(touched):
        hear(PressContact.objects.select_for_update().get(pk=pk))
    record(Action.CHANGED, row, by=by, fields=["contact", "reach", "tone", "subject"], at=now)
    return row


def likely_authors(coverage: Coverage, contacts: Iterable[PressContact]) -> list[PressContact]:
    """Those whose name signs an article first, then those of its medium."""
    author, outlet = name_key(coverage.author), name_key(coverage.outlet)
    found = []
    for contact in contacts:
        signs = bool(author) and contact.name_key == author
        medium = contact.organisation
        if signs or (medium is not None and _same_medium(medium.name_key, outlet)):
            found.append((not signs, contact.name_key, contact.pk, contact))
    return [contact for *_, contact in sorted(found, key=lambda one: one[:3])]


def _same_medium(known: str, typed: str) -> bool:
    """« La Montagne » and « La Montagne, édition du Cantal » are one medium; « La » is none."""
    return known == typed or (len(known) > 3 and f" {known} " in f" {typed} ")


def likely_articles(contact: PressContact, rows: Iterable[Coverage]) -> list[Coverage]:
    """Articles that a contact may well have written, among some."""
    return [row for row in rows if likely_authors(row, [contact])]
