"""The doors of a notice: written before a file ends, told by telephone, answered, over."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from crm.consents.models import EVERYTHING
from crm.consents.suppression import is_suppressed
from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.letters import links
from crm.letters import services as outbox
from crm.letters.addresses import address
from crm.letters.leaving import LEAVES
from crm.letters.leaving import Answer as GateAnswer
from crm.letters.models import Letter, LetterState
from crm.people.merging.rules import Merge
from crm.people.models import Person
from crm.people.reaching import confirm_address, mail_address
from crm.people.services import heard_from

from .due import ending, kept_until
from .holding import held_among
from .models import Answer, Notice, Way

if TYPE_CHECKING:
    from django.contrib.auth.models import User

PURPOSE = "conservation"
TEMPLATE = "crm_privacy/letters/ending.txt"
FAILED = [LetterState.FAILED, LetterState.WITHHELD]
A_DAY = timedelta(days=1)


def notice_days() -> timedelta:
    return timedelta(days=settings.RETENTION["notice_days"])


def write_due(at: datetime) -> int:
    """Tell those whose file ends within the notice, once for an end. Return how many were told."""
    if outbox.outbox_is_shut():
        return 0
    today = timezone.localdate(at)
    found = list(islice(_to_tell(today), settings.RETENTION["run_most"]))
    held = held_among([person.pk for person, _ in found], today)
    return sum(_tell(person.pk, ends_on, at) for person, ends_on in found if person.pk not in held)


def _to_tell(today: date) -> list[tuple[Person, date]]:
    told = set(Notice.objects.exclude(answer=Answer.OVER).values_list("person", "ends_on"))
    return [
        (person, ends_on)
        for person, ends_on in ending(today + notice_days() + A_DAY)
        if person.restricted_at is None and (person.pk, ends_on) not in told
    ]


@transaction.atomic
def _tell(pk: int, ends_on: date, at: datetime) -> bool:
    person = Person.objects.select_for_update().get(pk=pk)
    if person.anonymised_at or person.merged_into_id or kept_until(person) != ends_on:
        return False
    past = Notice.objects.filter(person=person, ends_on=ends_on).first()
    if past is not None:
        return _open_again(past, at)
    to = mail_address(person)
    way = _way(person, to)
    row = Notice.objects.create(
        person=person, ends_on=ends_on, way=way, written_at=at, due_on=due_day(way, ends_on, at)
    )
    if way == Way.LETTER:
        row.letter = outbox.write(
            TEMPLATE,
            to=to,
            key=f"retention-notice-{row.pk}",
            person=person,
            context={
                "person": person,
                "notice": row,
                "address": address("retention_notice", outbox.TOKEN),
            },
            link=outbox.Link(PURPOSE, str(row.pk)),
            at=at,
        )
        row.save(update_fields=["letter"])
    record(Action.CREATED, row, person_id=person.pk, after=way, at=at)
    return True


def _open_again(row: Notice, at: datetime) -> bool:
    """What had made an end void did not last: it was said once and is not said twice, the time to answer is."""
    if row.answer != Answer.OVER:
        return False
    row.answer, row.answered_at = Answer.NONE, None
    row.due_on = max(row.due_on, due_day(Way(row.way), row.ends_on, at))
    row.save(update_fields=["answer", "answered_at", "due_on"])
    return True


def _way(person: Person, to: str) -> Way:
    if to and is_suppressed(to, EVERYTHING):
        return Way.OBJECTED
    if to:
        return Way.LETTER
    reachable = person.contact_points.exclude(kind="email").filter(bounced_at__isnull=True)
    return Way.CALL if reachable.exists() else Way.NONE


def due_day(way: Way, ends_on: date, at: datetime) -> date:
    """The first day on which no answer is an answer: never before the end, nor before the time to answer.

    Whoever is to be called waits longer for it: it counts again from the call.
    """
    days = settings.RETENTION["call_days"] if way == Way.CALL else notice_days().days
    return max(ends_on + A_DAY, timezone.localdate(at) + timedelta(days=days))


@transaction.atomic
def note_told(notice: Notice, *, by: User | None, at: datetime | None = None) -> Notice:
    """Somebody of the team told the person, by telephone or by post, or tried in vain: the time runs from there."""
    now = at or timezone.now()
    row = _locked(notice)
    if row.answer or row.way != Way.CALL or row.told_at:
        raise Refused("Cet avis est déjà noté.")
    row.told_at, row.told_by = now, by
    row.due_on = max(row.ends_on + A_DAY, timezone.localdate(now) + notice_days())
    row.save(update_fields=["told_at", "told_by", "due_on"])
    record(Action.CHANGED, row, by=by, person_id=row.person_id, fields=["told_at"], at=now)
    return row


@transaction.atomic
def answer(
    notice: Notice, to: Answer, *, by: User | None = None, at: datetime | None = None
) -> Notice:
    """What a person wants of their file. KEEP is a sign of theirs; ERASE waits for the next run, until when
    they may change their mind. `by` is who heard it at the desk."""
    now = at or timezone.now()
    row = _locked(notice)
    before = Answer(row.answer)
    if to not in {Answer.KEEP, Answer.ERASE} or before not in {Answer.NONE, Answer.ERASE}:
        raise Refused("Une réponse est déjà notée pour cet avis.")
    if before == to:
        return row
    if row.person.anonymised_at or row.person.merged_into_id:
        raise Refused("Ce dossier n’existe plus.")
    row.answer, row.answered_at = to, now
    row.save(update_fields=["answer", "answered_at"])
    record(Action.MOVED, row, by=by, person_id=row.person_id, before=before, after=to, at=now)
    if by is None:
        for one in links.sent_to(PURPOSE, str(row.pk)):
            confirm_address(row.person, one, at=now)
    if to == Answer.KEEP:
        heard_from(row.person, at=now)
    return row


def _locked(notice: Notice) -> Notice:
    """The file first, as everybody else locks it, then its notice."""
    Person.objects.select_for_update().get(pk=notice.person_id)
    rows = Notice.objects.select_for_update(of=("self",)).select_related("person")
    return rows.get(pk=notice.pk)


def notice_of(token: str, at: datetime | None = None) -> Notice | None:
    """The notice that a letter opens, None for a link that never was, has expired, or of somebody forgotten."""
    link = links.find(PURPOSE, token, at=at)
    if link is None or not link.target.isdecimal():
        return None
    alive = Notice.objects.filter(
        person__anonymised_at__isnull=True, person__merged_into__isnull=True
    )
    return alive.select_related("person").filter(pk=link.target).first()


def follow(at: datetime) -> int:
    """Bring the notices up to date: signs that came, ends that moved, letters that did not arrive."""
    rows = Notice.objects.standing().select_related("person", "letter").order_by("pk")
    return sum(_followed(row, at) for row in list(rows))


@transaction.atomic
def _followed(seen: Notice, at: datetime) -> bool:
    row = _locked(seen)
    became = _became(row)
    if became is not None:
        row.answer, row.answered_at = became, at
        row.save(update_fields=["answer", "answered_at"])
        return True
    return row.way == Way.LETTER and row.answer == Answer.NONE and _follow_letter(row, at)


def _became(row: Notice) -> Answer | None:
    person = row.person
    if person.anonymised_at or person.merged_into_id:
        return Answer.OVER
    if person.last_inbound_at > (row.answered_at or row.written_at):
        return Answer.SIGN
    if row.answer == Answer.NONE and kept_until(person) != row.ends_on:
        return Answer.OVER
    return None


def _follow_letter(row: Notice, at: datetime) -> bool:
    """A letter that did not leave, or came back, told nothing: the team does. One that left late counts late."""
    letter = row.letter
    if letter is None:
        return False
    if letter.state in FAILED or letter.bounced_at:
        row.way = Way.CALL if _way(row.person, "") == Way.CALL else Way.NONE
        row.due_on = due_day(Way(row.way), row.ends_on, at)
        row.save(update_fields=["way", "due_on"])
        return True
    if letter.sent_at:
        due = max(row.due_on, timezone.localdate(letter.sent_at) + notice_days())
        if due != row.due_on:
            row.due_on = due
            row.save(update_fields=["due_on"])
            return True
    return False


def gate(letter: Letter, at: datetime) -> GateAnswer:
    """A notice that is answered before it leaves does not leave."""
    if letter.template != TEMPLATE:
        return LEAVES
    row = Notice.objects.filter(letter=letter).select_related("person").first()
    if row is None or row.answer or _became(row) is not None:
        return GateAnswer(withheld="La personne a donné signe de vie avant l’envoi de cet avis.")
    return LEAVES


def merged(merge: Merge) -> None:
    """The same end said to both is said once."""
    ends = Notice.objects.filter(person=merge.kept).values_list("ends_on", flat=True)
    Notice.objects.filter(person=merge.ended, ends_on__in=list(ends)).delete()
