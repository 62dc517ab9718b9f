"""What becomes of activities: asked at set months, by letter then by telephone, answered once."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import unquote

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.letters import links
from crm.letters import services as outbox
from crm.people.reaching import mail_address
from crm.people.services import heard_from
from crm.registers.calendar import add_months

from .check_days import GIVEN_UP
from .models import CHECK_PATHS, ActivityCheck, CheckState, FollowUpAnswer
from .services import follow_up

if TYPE_CHECKING:
    from django.contrib.auth.models import User

PURPOSE = "suivi-activite"
# An activity found late is still asked about; one that was due long ago is left in peace.
STILL_SENT = timedelta(days=30)
ANSWERS = {
    CheckState.ALIVE: FollowUpAnswer.ACTIVE,
    CheckState.CEASED: FollowUpAnswer.CEASED,
    CheckState.UNKNOWN: FollowUpAnswer.UNREACHED,
}


@transaction.atomic
def answer_check(
    check: ActivityCheck,
    to: CheckState,
    *,
    ceased_on: date | None = None,
    by: User | None = None,
    by_person: bool = False,
    at: datetime | None = None,
) -> ActivityCheck:
    """The only door between the states of a check. What is answered is also news of the person.

    `ceased_on` is the day the activity ended: nothing more is asked of it from then on.
    """
    now = at or timezone.now()
    today = timezone.localdate(now)
    row = _locked(check)
    before = CheckState(row.state)
    if to not in CHECK_PATHS[before]:
        raise Refused(f"La réponse est déjà notée\N{NO-BREAK SPACE}: {before.label}.")
    person = row.activity.person
    _close(row, to, ceased_on, today)
    row.state, row.answered_on = to, today
    row.save(update_fields=["state", "answered_on"])
    record(
        Action.MOVED, row, by=by, person_id=person.pk, before=before, after=to, at=now,
    )  # fmt: skip
    follow_up(person, ANSWERS[to], by=by, at=now)
    if by_person:
        heard_from(person, at=now)
    return row


def _close(row: ActivityCheck, to: CheckState, ceased_on: date | None, today: date) -> None:
    """Note the end of the activity, or take back one noted by mistake."""
    activity = row.activity
    if to == CheckState.UNKNOWN:
        return
    if to == CheckState.CEASED:
        if ceased_on is None or not activity.started_on <= ceased_on <= today:
            raise Refused(
                "Indiquez quand l’activité s’est arrêtée, depuis son début et jusqu’à aujourd’hui."
            )
    else:
        ceased_on = None
    if activity.ceased_on != ceased_on:
        activity.ceased_on = ceased_on
        activity.save(update_fields=["ceased_on"])


@transaction.atomic
def note_attempt(
    check: ActivityCheck, *, by: User | None = None, at: datetime | None = None
) -> ActivityCheck:
    """Somebody tried in vain, once a day at most. After so many times it is not known."""
    now = at or timezone.now()
    today = timezone.localdate(now)
    row = _locked(check)
    if row.state != CheckState.DUE:
        raise Refused(f"La réponse est déjà notée\N{NO-BREAK SPACE}: {row.get_state_display()}.")
    if row.last_attempt_on == today:
        raise Refused("Un essai est déjà noté aujourd’hui.")
    _tried(row, today)
    record(
        Action.CHANGED, row, by=by, person_id=row.activity.person_id, fields=["attempts"], at=now
    )
    if row.attempts >= settings.ACTIVITY_CHECK_ATTEMPTS:
        return answer_check(row, CheckState.UNKNOWN, by=by, at=now)
    return row


def _tried(row: ActivityCheck, today: date) -> None:
    row.attempts += 1
    row.last_attempt_on = today
    row.save(update_fields=["attempts", "last_attempt_on", "written_at"])


def ask_due(at: datetime) -> int:
    """Write once to those whose day has come, when they have an address. Return how many letters."""
    today = timezone.localdate(at)
    due = ActivityCheck.objects.to_ask(today).filter(
        due_on__gte=today - STILL_SENT, written_at__isnull=True
    )
    return sum(_ask(pk, at) for pk in list(due.values_list("pk", flat=True)))


@transaction.atomic
def _ask(pk: int, at: datetime) -> bool:
    row = _locked(ActivityCheck(pk=pk))
    person = row.activity.person
    to = mail_address(person)
    if row.state != CheckState.DUE or row.written_at or not to or outbox.outbox_is_shut():
        return False
    outbox.write(
        "crm_support/letters/activity_check.txt",
        to=to,
        key=f"activity-check-{row.pk}",
        person=person,
        context={
            "person": person,
            "activity": row.activity,
            "check": row,
            "address": settings.WAGTAILADMIN_BASE_URL.rstrip("/")
            + unquote(reverse("activity_check", args=[outbox.TOKEN])),
        },
        link=outbox.Link(PURPOSE, str(row.pk)),
        at=at,
    )
    row.written_at = at
    _tried(row, timezone.localdate(at))
    return True


def check_of(token: str, at: datetime | None = None) -> ActivityCheck | None:
    """The check that a letter opens, None for a link that never was, has expired, or of somebody forgotten."""
    link = links.find(PURPOSE, token, at=at)
    if link is None or not link.target.isdecimal():
        return None
    return (
        ActivityCheck.objects.filter(pk=link.target, activity__person__anonymised_at__isnull=True)
        .select_related("activity__person", "activity__commune")
        .first()
    )


def give_up_old(at: datetime) -> int:
    """Note as unknown what nobody answered for a year."""
    long_ago = add_months(timezone.localdate(at), -GIVEN_UP)
    old = list(ActivityCheck.objects.to_ask(long_ago).values_list("pk", flat=True))
    for pk in old:
        with transaction.atomic():
            row = _locked(ActivityCheck(pk=pk))
            if row.state == CheckState.DUE:
                answer_check(row, CheckState.UNKNOWN, at=at)
    return len(old)


def _locked(check: ActivityCheck) -> ActivityCheck:
    return (
        ActivityCheck.objects.select_for_update(of=("self",))
        .select_related("activity__person", "activity__commune")
        .get(pk=check.pk)
    )
