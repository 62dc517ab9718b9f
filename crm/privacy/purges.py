"""What is not a file but may not be kept either: forms, letters sent, links, traces, lost documents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from crm.applications.forgetting import forget_beside
from crm.applications.models import Submission, SubmissionState
from crm.appointments.forgetting import forget_old, old_ones
from crm.journal.services import gate_open
from crm.journal.traces import forget_traces, old_traces
from crm.journal.traces import months as trace_months
from crm.letters.models import Letter, LetterState, SecretLink
from crm.mailings import forgetting as mailings
from crm.papers.services import forget_lost_files, lost_files
from crm.registers.calendar import add_months
from crm.residences.models import PostState, ResidencePost
from crm.welcome.models import ContactRequest, RequestState
from crm.workspaces.offices import forgetting as offices

from . import unhandled

FORM_MONTHS = 6
LETTER_MONTHS = 6


@dataclass(frozen=True)
class Purge:
    """forms, messages, coordinates of appointments, addresses of mailings emptied; the rest deleted: letters,
    links, traces, documents that no row names. unhandled: closed without an answer, then emptied with the others.
    """

    forms: int
    messages: int
    letters: int
    links: int
    traces: int
    files: int
    appointments: int = 0
    recipients: int = 0
    unhandled: int = 0


def before(now: datetime, months: int) -> datetime:
    day = add_months(timezone.localdate(now), -months)
    return timezone.localtime(now).replace(year=day.year, month=day.month, day=day.day)


def old_forms(now: datetime) -> QuerySet[Submission]:
    kept = Submission.objects.exclude(payload={}).exclude(state=SubmissionState.REVIEW)
    return kept.filter(received_at__lt=before(now, FORM_MONTHS))


def old_residence_requests(now: datetime) -> QuerySet[ResidencePost]:
    kept = ResidencePost.objects.exclude(payload={}).exclude(state=PostState.NEW)
    return kept.filter(received_at__lt=before(now, FORM_MONTHS))


def old_messages(now: datetime) -> QuerySet[ContactRequest]:
    kept = ContactRequest.objects.exclude(payload={}).exclude(state=RequestState.NEW)
    return kept.filter(received_at__lt=before(now, FORM_MONTHS))


def old_letters(now: datetime) -> QuerySet[Letter]:
    """Those that left or were withheld; of mailings, those also that nobody settled."""
    limit = before(now, LETTER_MONTHS)
    done = Q(state=LetterState.SENT, sent_at__lt=limit)
    done |= Q(state=LetterState.WITHHELD, written_at__lt=limit)
    unsettled = [LetterState.FAILED, LetterState.UNCERTAIN]
    many = ~Q(batch="") & Q(state__in=unsettled, written_at__lt=limit)
    return Letter.objects.filter(done | many)


def old_links(now: datetime) -> QuerySet[SecretLink]:
    return SecretLink.objects.filter(expires_at__lt=now)


def count(at: datetime | None = None) -> Purge:
    now = at or timezone.now()
    return Purge(
        forms=old_forms(now).count() + old_residence_requests(now).count(),
        messages=old_messages(now).count() + offices.old_requests(before(now, FORM_MONTHS)).count(),
        letters=old_letters(now).count(),
        links=old_links(now).count(),
        traces=old_traces(before(now, trace_months())).count(),
        files=len(lost_files(now)),
        appointments=old_ones(before(now, FORM_MONTHS)).count(),
        recipients=mailings.old(before(now, LETTER_MONTHS)).count(),
        unhandled=unhandled.old(now),
    )


@transaction.atomic
def purge(at: datetime | None = None) -> Purge:
    """Empty and delete what is too old. Without effect the second time."""
    now = at or timezone.now()
    # Before the gate opens: closing writes in the journal as any other move does.
    closed = unhandled.close_old(now)
    with gate_open():
        forget_beside(old_forms(now))
        # First of all: it reads in the letters the day on which each left.
        recipients = mailings.forget_old(before(now, LETTER_MONTHS))
        return Purge(
            forms=old_forms(now).update(payload={})
            + old_residence_requests(now).update(payload={}),
            messages=old_messages(now).update(payload={}, email_key="", phone_key="")
            + offices.forget_old(before(now, FORM_MONTHS)),
            letters=old_letters(now).delete()[0],
            links=old_links(now).delete()[0],
            traces=forget_traces(before(now, trace_months()), now),
            files=forget_lost_files(now),
            appointments=forget_old(before(now, FORM_MONTHS)),
            recipients=recipients,
            unhandled=closed,
        )
