"""What the file of a trainee should hold of this room: agreement, call, programme, signatures, certificate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from crm.applications.expected import Held, stands
from crm.applications.models import Absence, Attendance, Enrolment, EnrolmentState
from crm.registers.batch import Steps, first, stepwise, together
from editorial.dates import day

from .models import Document, DocumentKind

State = EnrolmentState
FOLLOWING = {State.CONFIRMED, State.STARTED, State.COMPLETED}
# Before the session for what is sent, after the training for what ends it, after a half-day to sign it.
SENT_BEFORE, ENDED_WITHIN, SIGNED_WITHIN = timedelta(days=15), timedelta(days=15), timedelta(days=7)


def _made(enrolments: Sequence[Enrolment], *kinds: DocumentKind) -> Steps[dict[int, Document]]:
    rows = Document.objects.current().filter(enrolment__in=enrolments, kind__in=kinds)
    found = yield from first(rows.defer("facts"))
    return {row.enrolment_id: row for row in found.rows if row.enrolment_id}


def _address(row: Document | None) -> str:
    return reverse("crm_document", args=[row.pk]) if row else ""


@stepwise
def agreement(enrolments: Sequence[Enrolment], today: date) -> Steps[Mapping[int, Held]]:
    """The agreement, back with its signature before the first day."""
    made = yield from _made(enrolments, DocumentKind.AGREEMENT)
    found = {}
    for row in enrolments:
        if row.state not in FOLLOWING:
            continue
        document = made.get(row.pk)
        signed = document.signed_on if document else None
        found[row.pk] = stands(
            bool(signed), row.roster.session.starts_on, today, url=_address(document),
            told=f"signée, rendue le {day(signed)}" if signed else "",
            missing="établie, pas encore rendue signée" if document else "à établir",
        )  # fmt: skip
    return found


@stepwise
def call(enrolments: Sequence[Enrolment], today: date) -> Steps[Mapping[int, Held]]:
    """The call, sent in time. Who has finished without one is left in peace."""
    made = yield from _made(enrolments, DocumentKind.CALL)
    return {
        row.pk: _sent(made.get(row.pk), row.roster.session.starts_on - SENT_BEFORE, today)
        for row in enrolments
        if row.state in {State.CONFIRMED, State.STARTED} or row.pk in made
    }


def _sent(document: Document | None, due_on: date, today: date) -> Held:
    shared = document.shared_at if document else None
    return stands(
        bool(shared), due_on, today, url=_address(document),
        told=f"envoi le {day(timezone.localdate(shared))}" if shared else "",
        missing="établi, pas encore envoyé" if document else "à établir",
    )  # fmt: skip


@stepwise
def programme(enrolments: Sequence[Enrolment], today: date) -> Steps[Mapping[int, Held]]:
    """The programme of the session, given to the whole group."""
    sessions = {row.roster.session_id for row in enrolments}
    rows = Document.objects.current().filter(session__in=sessions, kind=DocumentKind.PROGRAMME)
    found = yield from first(rows.defer("facts"))
    made = {row.session_id: row for row in found.rows}
    return {
        row.pk: _sent(
            made.get(row.roster.session_id), row.roster.session.starts_on - SENT_BEFORE, today
        )
        for row in enrolments
        if row.state in FOLLOWING
    }


@stepwise
def signatures(enrolments: Sequence[Enrolment], today: date) -> Steps[Mapping[int, Held]]:
    """The half-days that came: each bears both signatures, or is an absence."""
    rows = Attendance.objects.filter(enrolment__in=enrolments, absence=Absence.NONE).order_by(
        "date"
    )
    whole = Q(on_paper=True) | Q(trainee_signed_at__isnull=False, trainer_signed_at__isnull=False)
    unsigned, came = yield from together(
        [
            first(rows.exclude(whole).values_list("enrolment", "date")),
            first(rows.order_by().values_list("enrolment", flat=True).distinct()),
        ]
    )
    lacking: dict[int, list[date]] = {}
    for pk, on in unsigned.rows:
        lacking.setdefault(pk, []).append(on)
    there = set(came.rows)
    return {
        row.pk: _signed(lacking.get(row.pk, []), today, row.roster.session_id)
        for row in enrolments
        if row.pk in there
    }


def _signed(lacking: list[date], today: date, session: int) -> Held:
    plural = "s" if len(lacking) > 1 else ""
    return stands(
        not lacking, min(lacking, default=today) + SIGNED_WITHIN, today,
        url=reverse("crm_roster", args=[session]), told="complètes",
        missing=f"{len(lacking)} demi-journée{plural} à signer",
    )  # fmt: skip


@stepwise
def certificate(enrolments: Sequence[Enrolment], today: date) -> Steps[Mapping[int, Held]]:
    """The certificate of who went to the end, the statement of who stopped."""
    made = yield from _made(enrolments, DocumentKind.CERTIFICATE, DocumentKind.ATTENDANCE)
    return {
        row.pk: _sent(made.get(row.pk), row.ended_on + ENDED_WITHIN, today)
        for row in enrolments
        if row.ended_on
    }
