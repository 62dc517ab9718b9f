"""Paper sheets, scanned: the proof behind half-days signed on paper. Checked and kept as papers are."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from crm.applications.models import SheetScan
from crm.applications.seats import lock_roster
from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.papers.checking import checked, clean_name
from crm.papers.services import discard, discard_after
from crm.registers.calendar import add_months
from training.models import Session

from .rules import rules

if TYPE_CHECKING:
    from django.contrib.auth.models import User

KINDS = {"application/pdf": "PDF", "image/jpeg": "JPEG", "image/png": "PNG"}


@transaction.atomic
def add_scan(
    session: Session,
    day: date,
    upload: File[bytes],
    *,
    by: User | None,
    at: datetime | None = None,
) -> SheetScan:
    """Keep the scanned sheet of a day. Raises Refused on what is no PDF nor picture, or outside the session."""
    now = at or timezone.now()
    content_type = checked(upload)
    if content_type not in KINDS:
        raise Refused("Une feuille numérisée est un fichier PDF, JPEG ou PNG.")
    if not session.starts_on <= day <= session.ends_on:
        raise Refused(
            f"La session va du {session.starts_on:%d/%m/%Y} au {session.ends_on:%d/%m/%Y}."
        )
    lock_roster(session)
    name = clean_name(upload.name or "")
    scan = SheetScan(
        session=session, date=day, name=name, content_type=content_type, size=upload.size,
        added_by=by, added_at=now,
    )  # fmt: skip
    scan.file.save(name, upload, save=False)
    try:
        scan.save()
        record(Action.CREATED, scan, by=by, at=now)
    except BaseException:
        discard([scan.file.name])
        raise
    return scan


@transaction.atomic
def remove_scan(scan: SheetScan, *, by: User | None, at: datetime | None = None) -> None:
    """Take back a sheet added by mistake. Raises Refused once it is closed, like the presences it proves."""
    now = at or timezone.now()
    if now >= scan.added_at + timedelta(hours=rules().locked_after):
        raise Refused("Cette feuille est close : elle reste au dossier de la session.")
    record(Action.DELETED, scan, by=by, at=now)
    name = scan.file.name
    SheetScan.objects.filter(pk=scan.pk).delete()
    discard_after([name])


def forget_scans(at: datetime) -> int:
    """Delete the sheets of the sessions that ended too long ago, and their files. Runs daily."""
    today, months = timezone.localdate(at), rules().scans_kept
    old = [
        (pk, name)
        for pk, name, ended in SheetScan.objects.values_list("pk", "file", "session__ends_on")
        if add_months(ended, months) < today
    ]
    SheetScan.objects.filter(pk__in=[pk for pk, _ in old]).delete()
    discard(name for _, name in old)
    return len(old)
