"""The right to restriction: a file is kept, and nothing else is done with it until its officer lifts that.

The rule is asked where every act is written down, so that no room can forget it: an act of an agent on a
restricted file is refused with its transaction. What the person does stays theirs to do.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from crm.journal.models import Action, Entry
from crm.journal.refusal import Refused, Restricted
from crm.journal.services import record
from crm.letters.leaving import LEAVES, Answer
from crm.letters.models import Letter
from editorial.dates import day as written

from .models import Person

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LIMITED = "traitement limité"
# Reading, exporting to the person, refusing an access and forgetting somebody are not work on their file.
WORK = frozenset({Action.CREATED, Action.CHANGED, Action.MOVED, Action.DELETED, Action.PUBLISHED})
# What binds others than the person: a place in a training, a sheet that a funder controls, a bill, a door.
OWED = frozenset(
    {
        "crm_applications.attendance",
        "crm_applications.enrolment",
        "crm_checkin.checkin",
        "crm_workspaces.monthstatement",
    }
)
# What serves the request itself: its letters, its rows.
ITS_LETTERS, ITS_ROWS = "crm_datarights/", "crm_datarights."


@transaction.atomic
def restrict(person: Person, because: str, *, by: User | None, at: datetime | None = None) -> None:
    """Keep a file and do nothing else with it. Raises Refused when that is so already."""
    now = at or timezone.now()
    locked = _locked(person)
    if locked.restricted_at:
        raise Refused(sentence(locked))
    if not because.strip():
        raise Refused("Dites pourquoi le traitement est limité.")
    # The line first: afterwards, it would be refused like any other.
    record(
        Action.CHANGED, locked, by=by, person_id=locked.pk, fields=["restricted_at"],
        reason=because, at=now,
    )  # fmt: skip
    locked.restricted_at, locked.restricted_because = now, because.strip()[:200]
    locked.save(update_fields=["restricted_at", "restricted_because"])
    person.refresh_from_db()


@transaction.atomic
def lift(person: Person, why: str, *, by: User | None, at: datetime | None = None) -> None:
    """Let a file be worked on again. Raises Refused when nothing restricts it."""
    locked = _locked(person)
    if not locked.restricted_at:
        raise Refused("Le traitement de ce dossier n’est pas limité.")
    if not why.strip():
        raise Refused("Dites pourquoi la limitation est levée.")
    locked.restricted_at, locked.restricted_because = None, ""
    locked.save(update_fields=["restricted_at", "restricted_because"])
    record(
        Action.CHANGED, locked, by=by, person_id=locked.pk, fields=["restricted_at"],
        reason=why, at=at,
    )  # fmt: skip
    person.refresh_from_db()


def _locked(person: Person) -> Person:
    locked = Person.objects.select_for_update().get(pk=person.pk)
    if locked.anonymised_at or locked.merged_into_id:
        raise Refused("Ce dossier est anonymisé ou fusionné.")
    return locked


def sentence(person: Person) -> str:
    """Say since when a file is only kept; "" when it is not restricted."""
    if not person.restricted_at:
        return ""
    since = written(timezone.localdate(person.restricted_at))
    return (
        f"Le traitement du dossier n°\N{NO-BREAK SPACE}{person.file_number} est limité depuis le {since}, à la "
        "demande de la personne\N{NO-BREAK SPACE}: il se garde, et rien d’autre n’en est fait."
    )


def check_free(person: Person) -> None:
    """Raise Restricted when a file is only kept: for doors that write before they journal."""
    restricted = Person.objects.filter(pk=person.pk, restricted_at__isnull=False).first()
    if restricted is not None:
        raise Restricted(sentence(restricted))


def guard(lines: Sequence[Entry]) -> None:
    """Refuse what agents do to files that are only kept."""
    worked_on = {
        line.person_id for line in lines if line.actor_id and line.person_id and _works(line)
    }
    if not worked_on:
        return
    kept = Person.objects.filter(restricted_at__isnull=False)
    if len(worked_on) == 1:
        kept = kept.filter(pk__in=worked_on)
    for person in kept:
        if person.pk in worked_on:
            raise Restricted(sentence(person))


def _works(line: Entry) -> bool:
    kind = line.object_type
    return line.action in WORK and kind not in OWED and not kind.startswith(ITS_ROWS)


def gate(letter: Letter, at: datetime) -> Answer:
    """Nothing is written to somebody whose file is only kept, but what their request calls for."""
    if letter.person_id is None or letter.template.startswith(ITS_LETTERS):
        return LEAVES
    kept = Person.objects.filter(pk=letter.person_id, restricted_at__isnull=False).exists()
    return Answer(withheld=LIMITED) if kept else LEAVES
