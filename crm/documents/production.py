"""A document for everybody of a group: by the worker when they are many, one after the other, nothing twice."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Count, Exists, OuterRef, QuerySet
from django.utils import timezone

from crm.applications.models import Enrolment
from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.registers.batch import Steps, first, stepwise
from training.models import Session

from .models import OF_A_PERSON, Document, DocumentKind, Production
from .rules import MADE_IN, TOO_SOON
from .services import produce, share

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# Up to here one waits for them: a document takes a few tenths of a second.
SHORT = 4
CUT_OFF_AFTER = timedelta(minutes=15)


def still_without(session: Session, kind: DocumentKind) -> QuerySet[Enrolment]:
    """Those of a session who should have a document and have none."""
    theirs = Document.objects.current().filter(kind=kind, enrolment=OuterRef("pk"))
    return (
        Enrolment.objects.filter(~Exists(theirs), roster__session=session, state__in=MADE_IN[kind])
        .filter(application__person__anonymised_at__isnull=True)
        .select_related("application__person", "roster__session__course")
        .order_by("seat__number", "pk")
    )


@stepwise
def without_a_call(sessions: Iterable[Session]) -> Steps[dict[int, int]]:
    """How many of each session still have no call, per session id, in one step."""
    called = Document.objects.current().filter(kind=DocumentKind.CALL, enrolment=OuterRef("pk"))
    rows = Enrolment.objects.filter(
        ~Exists(called), roster__session__in=list(sessions), state__in=MADE_IN[DocumentKind.CALL]
    )
    found = yield from first(rows.order_by().values_list("roster__session").annotate(Count("pk")))
    return dict(found.rows)


@transaction.atomic
def produce_for_group(
    session: Session, kind: DocumentKind, *, by: User | None, at: datetime | None = None
) -> Production:
    """Make a document of a person for everybody who has none, and share it. Raises Refused when nobody lacks it."""
    now = at or timezone.now()
    if kind not in OF_A_PERSON:
        raise Refused("Ce document concerne toute la session.")
    total = still_without(session, kind).count()
    if not total:
        raise Refused(f"Personne n’en a besoin maintenant. {TOO_SOON[kind]}")
    try:
        with transaction.atomic():
            row = Production.objects.create(
                session=session, kind=kind, asked_by=by, asked_at=now, total=total
            )
    except IntegrityError as error:
        raise Refused("Cette édition est déjà en cours.") from error
    _hand_over(row)
    return row


def _hand_over(row: Production) -> None:
    if settings.LETTERS_IN_PROCESS or row.total <= SHORT:
        transaction.on_commit(partial(run, row.pk), robust=True)
    else:
        from .tasks import produce_all

        produce_all.enqueue(row.pk)


def run(pk: int, at: datetime | None = None) -> None:
    """Make what is still lacking. Cut off, it is run again; run twice at once, each document is made once."""
    now = at or timezone.now()
    row = Production.objects.select_related("session__course", "asked_by").get(pk=pk)
    if row.ended_at:
        return
    refused: dict[str, str] = {}
    for enrolment in still_without(row.session, DocumentKind(row.kind)):
        if why := _one(row, enrolment, now):
            refused[str(enrolment.pk)] = why
        under_way = Production.objects.filter(pk=pk, ended_at__isnull=True)
        if not under_way.update(done=_done(row), refused=refused):
            return
    Production.objects.filter(pk=pk, ended_at__isnull=True).update(
        ended_at=timezone.now(), done=_done(row), refused=refused
    )


@transaction.atomic
def stop(row: Production, *, by: User, at: datetime | None = None) -> Production:
    """Make no more: what is made stays, and can be taken up for the others. Raises Refused once it is over."""
    locked = Production.objects.select_for_update().get(pk=row.pk)
    if locked.ended_at:
        raise Refused("Cette édition est déjà terminée.")
    locked.ended_at = at or timezone.now()
    locked.done = _done(locked)
    locked.save(update_fields=["ended_at", "done"])
    record(Action.CHANGED, locked, by=by, fields=["ended_at"], at=at)
    return locked


def _one(row: Production, enrolment: Enrolment, now: datetime) -> str:
    """Make and share one document; return why it was not."""
    try:
        with transaction.atomic():
            made = produce(DocumentKind(row.kind), row.session, enrolment, by=row.asked_by, at=now)
            share(made, by=row.asked_by, at=now)
    except Refused as refusal:
        return str(refusal)
    return ""


def _done(row: Production) -> int:
    return (
        Document.objects.current()
        .filter(kind=row.kind, session=row.session_id, made_at__gte=row.asked_at)
        .count()
    )


def take_up(at: datetime) -> int:
    """Run again what was cut off."""
    late = Production.objects.filter(ended_at__isnull=True, asked_at__lte=at - CUT_OFF_AFTER)
    found = list(late.values_list("pk", flat=True))
    for pk in found:
        run(pk)
    return len(found)
