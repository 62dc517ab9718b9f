"""Applications put on a waiting list without an entry in it: loaded in bulk, or before there were lists."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import CharField, Exists, OuterRef, QuerySet
from django.db.models.functions import Cast

from crm.applications.models import Application, ApplicationState
from crm.journal.models import Action
from crm.journal.services import line, record_all
from crm.waiting.models import WaitEntry, WaitingList
from crm.waiting.spells import open_spells
from editorial.plugins import TRAINING_SESSION


def _strays() -> QuerySet[Application]:
    entered = WaitEntry.objects.live().filter(
        reference=Cast(OuterRef("pk"), CharField()), waiting_list__kind=TRAINING_SESSION
    )
    rows = Application.objects.filter(
        state=ApplicationState.WAITLISTED, session__cancelled_on__isnull=True
    )
    return rows.exclude(session=None).exclude(Exists(entered)).order_by("decided_at", "pk")


@transaction.atomic
def enlist_strays(at: datetime) -> int:
    """Give an entry to each application that waits for a standing session and has none."""
    keys = sorted({str(pk) for pk in _strays().values_list("session", flat=True)})
    if not keys:
        return 0
    WaitingList.objects.bulk_create(
        (WaitingList(kind=TRAINING_SESSION, key=key) for key in keys), ignore_conflicts=True
    )
    lists = WaitingList.objects.filter(kind=TRAINING_SESSION, key__in=keys, closed_at=None)
    open_lists = {row.key: row for row in lists.select_for_update().order_by("pk")}
    # Read again behind the locks: another machine may have done it meanwhile.
    entries = WaitEntry.objects.bulk_create(
        (
            WaitEntry(
                waiting_list=open_lists[str(row.session_id)],
                person_id=row.person_id,
                reference=str(row.pk),
                joined_at=row.decided_at or at,
            )
            for row in _strays()
            if str(row.session_id) in open_lists
        ),
        batch_size=500,
    )
    open_spells(entries)
    record_all(line(Action.CREATED, entry, person_id=entry.person_id, at=at) for entry in entries)
    return len(entries)
