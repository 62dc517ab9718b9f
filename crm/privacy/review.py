"""What becomes of a file on a day, and why: the one judgement of the dry run, of the runs and of the command."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from crm.letters.models import LetterState
from crm.people.models import Person

from .clocks import PersonFacts, keeps_until, running
from .due import facts_of, silent, with_facts
from .holding import held_among
from .models import Answer, LineState, Notice, Way

ASKED = "asked"
AT_ONCE = 400
GOES = (LineState.TO_DO, "")


@dataclass(frozen=True)
class Verdict:
    """state    TO_DO when nothing stands in the way, HELD, EARLY, or SPARED when its time is not over
    clock    the clock that ran out last, ASKED when the person wants it
    why      in French, what stands in the way
    """

    person: Person
    state: LineState
    clock: str
    ended_on: date | None
    heard_on: date
    why: str = ""


def verdicts(day: date) -> Iterator[Verdict]:
    """Judge everybody whose time may be over on a day, the one silent for longest first."""
    asked = Notice.objects.filter(answer=Answer.ERASE).values("person")
    people = Person.objects.alive().filter(Q(pk__in=silent(day).values("pk")) | Q(pk__in=asked))
    found = (one for one in judged(people, day) if one.state != LineState.SPARED)
    yield from found


def judged(people: QuerySet[Person], day: date) -> Iterator[Verdict]:
    """Judge some people on a day, in a number of queries that does not depend on theirs."""
    rows = list(with_facts(people).order_by("last_inbound_at", "pk"))
    for start in range(0, len(rows), AT_ONCE):
        yield from _judged(rows[start : start + AT_ONCE], day)


def _judged(rows: list[Person], day: date) -> Iterator[Verdict]:
    ids = [person.pk for person in rows]
    held, notices = held_among(ids, day), _notices(ids)
    for person in rows:
        yield _verdict(person, day, held.get(person.pk, ""), notices.get(person.pk, []))


def _notices(ids: Iterable[int]) -> dict[int, list[Notice]]:
    found: dict[int, list[Notice]] = {}
    for row in Notice.objects.standing().filter(person__in=list(ids)).select_related("letter"):
        found.setdefault(row.person_id, []).append(row)
    return found


def _verdict(person: Person, day: date, held: str, notices: list[Notice]) -> Verdict:
    facts = facts_of(person)
    ends = running(facts)
    clock = max(ends, key=lambda code: ends[code])
    asked = any(row.answer == Answer.ERASE and _last_word(row, person) for row in notices)
    until = keeps_until(facts)

    def said(state: LineState, why: str = "") -> Verdict:
        return Verdict(person, state, ASKED if asked else clock, ends[clock], facts.heard_on, why)

    if not asked and ends[clock] >= day:
        return said(LineState.SPARED, "Sa durée n’est pas finie.")
    stops = held or _restricted(person) or _kept_by(facts, day)
    if stops:
        return said(LineState.HELD, stops)
    if asked:
        return said(LineState.TO_DO)
    mine = next((row for row in notices if row.ends_on == until), None)
    return said(*_told_in_time(mine, day))


def _last_word(row: Notice, person: Person) -> bool:
    """Whoever gave a sign after asking to be erased has changed their mind."""
    return row.answered_at is not None and person.last_inbound_at <= row.answered_at


def _restricted(person: Person) -> str:
    return "Son traitement est limité, à sa demande." if person.restricted_at else ""


def _kept_by(facts: PersonFacts, day: date) -> str:
    if facts.plan_held:
        return "Un accompagnement suspendu le retient."
    if facts.funder_held:
        return "Un fonds européen le retient, sans terme connu."
    if facts.funder_until and facts.funder_until >= day:
        return f"Un fonds européen le retient jusqu’au {facts.funder_until:%d/%m/%Y}."
    return ""


def _told_in_time(notice: Notice | None, day: date) -> tuple[LineState, str]:
    if notice is None:
        return LineState.EARLY, "L’avis n’est pas encore écrit."
    if notice.way == Way.LETTER and notice.letter and notice.letter.state != LetterState.SENT:
        return LineState.EARLY, "L’avis n’est pas encore parti."
    if notice.due_on > day:
        return LineState.EARLY, f"Prévenu, peut répondre jusqu’au {notice.due_on:%d/%m/%Y} exclu."
    return GOES
