"""The doors of questionnaires: sent at their day, reminded once, answered apart, refused, closed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import unquote

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from crm.applications.models import Enrolment, EnrolmentState
from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.letters import links
from crm.letters import services as outbox
from crm.people.reaching import mail_address
from crm.people.services import heard_from
from crm.registers.calendar import add_months
from training.models import Session

from .models import (
    MONTHS,
    Answer,
    Invitation,
    InvitationState,
    Moment,
    QuestionKind,
    QuestionSet,
    Response,
)
from .models.answers import PATHS
from .sets import current_set

PURPOSE = "questionnaire"
# Who followed the training, whether the desk has closed their enrolment or not.
ASKED = {EnrolmentState.STARTED, EnrolmentState.COMPLETED}
# A session found late is still asked; one that ended long ago is left in peace.
STILL_SENT, REMIND_AFTER, CLOSE_AFTER = timedelta(days=30), timedelta(days=10), timedelta(days=60)


def due_on(session: Session, moment: Moment) -> date:
    """The day a questionnaire is due: calendar months after the end, the last day of a shorter month."""
    return add_months(session.ends_on, MONTHS[moment])


def send_due(at: datetime) -> int:
    """Ask those whose day has come. Run twice, or on two machines, it asks nobody twice."""
    today, sent = timezone.localdate(at), 0
    oldest = add_months(today, -max(MONTHS.values())) - STILL_SENT - timedelta(days=3)
    ended = list(Session.objects.standing().filter(ends_on__lte=today, ends_on__gte=oldest))
    for moment in Moment:
        questions = current_set(moment)
        due = {one.pk: due_on(one, moment) for one in ended}
        now = [pk for pk, day in due.items() if day <= today <= day + STILL_SENT]
        if questions is None or not now:
            continue
        rows = Enrolment.objects.filter(
            roster__session__in=now, state__in=ASKED, application__person__anonymised_at=None
        ).exclude(invitations__moment=moment)
        for row in rows.select_related("application__person", "roster__session__course"):
            sent += invite(row, moment, questions, due[row.roster.session_id], at)
    return sent


def invite(
    enrolment: Enrolment, moment: Moment, questions: QuestionSet, due: date, at: datetime
) -> bool:
    """Write to somebody once a moment. False when they were asked already."""
    person = enrolment.application.person
    to = mail_address(person)
    unreachable = {
        "state": InvitationState.UNREACHABLE,
        "closed_on": timezone.localdate(at),
    }
    try:
        with transaction.atomic():
            row = Invitation.objects.create(
                enrolment=enrolment, moment=moment, question_set=questions, due_on=due, sent_at=at,
                **({} if to else unreachable),
            )  # fmt: skip
            record(Action.CREATED, row, person_id=person.pk, at=at)
            if to:
                _write(row, "invitation", to, at)
    except IntegrityError:
        return False
    return True


def _write(row: Invitation, letter: str, to: str, at: datetime) -> None:
    session = row.enrolment.roster.session
    path = unquote(reverse("questionnaire", args=[outbox.TOKEN]))
    outbox.write(
        f"crm_questionnaires/letters/{letter}.txt",
        to=to,
        key=f"questionnaire-{row.pk}-{letter}",
        person=row.enrolment.application.person,
        context={
            "person": row.enrolment.application.person,
            "session": session,
            "moment": row.moment,
            "address": settings.WAGTAILADMIN_BASE_URL.rstrip("/") + path,
        },
        link=outbox.Link(PURPOSE, str(row.pk)),
        at=at,
    )


def remind_due(at: datetime) -> int:
    """Remind once those who have not answered after ten days."""
    waiting = Invitation.objects.filter(
        state=InvitationState.SENT, reminded_at=None, sent_at__lte=at - REMIND_AFTER
    )
    return sum(_remind(pk, at) for pk in list(waiting.values_list("pk", flat=True)))


@transaction.atomic
def _remind(pk: int, at: datetime) -> bool:
    row = _locked(pk)
    person = row.enrolment.application.person
    to = mail_address(person)
    if row.state != InvitationState.SENT or row.reminded_at:
        return False
    row.reminded_at = at
    row.save(update_fields=["reminded_at"])
    if to and not person.anonymised_at:
        _write(row, "reminder", to, at)
    return True


def close_due(at: datetime) -> int:
    """Note that nobody answered; the link still works as long as it lasts."""
    late = Invitation.objects.filter(state=InvitationState.SENT, sent_at__lte=at - CLOSE_AFTER)
    for pk in list(late.values_list("pk", flat=True)):
        with transaction.atomic():
            row = _locked(pk)
            if row.state == InvitationState.SENT:
                _move(row, InvitationState.EXPIRED, at)
    return len(late)


def tend(at: datetime) -> None:
    """What the scheduler does."""
    send_due(at)
    remind_due(at)
    close_due(at)


def _locked(pk: int) -> Invitation:
    return (
        Invitation.objects.select_for_update(of=("self",))
        .select_related("enrolment__application__person", "enrolment__roster__session__course")
        .get(pk=pk)
    )


def _move(row: Invitation, to: InvitationState, at: datetime) -> None:
    before = InvitationState(row.state)
    if to not in PATHS[before]:
        raise Refused("Vous avez déjà répondu. Merci !")
    row.state, row.closed_on = to, timezone.localdate(at)
    row.save(update_fields=["state", "closed_on"])
    person = row.enrolment.application.person_id
    record(Action.MOVED, row, person_id=person, before=before, after=to, at=at)


def invitation_of(token: str, *, at: datetime | None = None) -> Invitation | None:
    """Return what a link opens, None when it is unknown, expired, or of somebody forgotten."""
    link = links.find(PURPOSE, token, at=at)
    if link is None:
        return None
    rows = Invitation.objects.select_related("question_set", "enrolment__roster__session__course")
    return rows.filter(
        pk=int(link.target), enrolment__application__person__anonymised_at=None
    ).first()


@transaction.atomic
def answer(invitation: Invitation, said: Mapping[int, Any], *, at: datetime | None = None) -> None:
    """Keep the answers, per question id, where nothing leads back to who gave them."""
    now = at or timezone.now()
    row = _locked(invitation.pk)
    _move(row, InvitationState.ANSWERED, now)
    response = Response.objects.create(
        question_set_id=row.question_set_id,
        session=row.enrolment.roster.session,
        month=timezone.localdate(now).replace(day=1),
    )
    Answer.objects.bulk_create(
        Answer(response=response, question=question, text=str(told))
        if question.kind == QuestionKind.TEXT
        else Answer(response=response, question=question, value=int(told))
        for question in row.question_set.questions.all()
        if (told := said.get(question.pk)) not in {None, ""}
    )
    heard_from(row.enrolment.application.person, at=now)


@transaction.atomic
def decline(invitation: Invitation, *, at: datetime | None = None) -> None:
    """Note that somebody does not wish to answer: they are not asked again for this moment."""
    now = at or timezone.now()
    row = _locked(invitation.pk)
    _move(row, InvitationState.REFUSED, now)
    heard_from(row.enrolment.application.person, at=now)
