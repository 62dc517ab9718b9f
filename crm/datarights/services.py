"""The doors of a request: tied to files, its asker known, put off, answered, refused, left without an end."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.people.contacts import normalise_email
from crm.people.models import ContactKind, ContactPoint, Person
from crm.people.reaching import mail_address

from . import letters
from .clock import extended_due, may_extend
from .forgetting import keep_nothing_of_the_forgotten
from .models import OPEN, PATHS, IdentityMeans, RequestFile, RightsRequest, RightsState

if TYPE_CHECKING:
    from django.contrib.auth.models import User

OVER = "Cette demande est close\N{NO-BREAK SPACE}: une nouvelle demande en ouvre une autre."
TOO_LATE = "Le premier mois est passé, ou la demande est déjà prolongée\N{NO-BREAK SPACE}: elle ne se prolonge plus."


def hold(row: RightsRequest) -> RightsRequest:
    """Lock a request that is still open. Raises Refused when it is over."""
    locked = RightsRequest.objects.select_for_update().get(pk=row.pk)
    if locked.state not in OPEN:
        raise Refused(OVER)
    return locked


def _move(
    locked: RightsRequest,
    to: RightsState,
    *,
    by: User | None,
    now: datetime,
    reason: str = "",
    **facts: Any,
) -> None:
    """The only door between the states of a request; `facts` are other fields to write with it.

    What was written freely stays in the request: the journal would keep it longer.
    """
    before = RightsState(locked.state)
    if to != before and to not in PATHS[before]:
        raise Refused(f"Une demande « {before.label} » ne devient pas « {to.label} ».")
    changes = facts | {"state": to}
    for name, value in changes.items():
        setattr(locked, name, value)
    locked.save(update_fields=[*changes])
    if to == before:
        record(Action.CHANGED, locked, by=by, fields=sorted(facts), at=now)
    else:
        record(Action.MOVED, locked, by=by, before=before, after=to, reason=reason, at=now)


def _working(locked: RightsRequest) -> RightsState:
    """Where a request stands while it is being handled."""
    return RightsState.EXTENDED if locked.extended_at else RightsState.UNDERWAY


@transaction.atomic
def attach(
    row: RightsRequest, person: Person, *, by: User, at: datetime | None = None
) -> RequestFile:
    """Tie a file to a request. Twice is once."""
    now = at or timezone.now()
    locked = hold(row)
    if person.anonymised_at or person.merged_into_id:
        raise Refused(
            "Ce dossier est anonymisé ou fusionné\N{NO-BREAK SPACE}: choisissez-en un autre."
        )
    link, new = RequestFile.objects.get_or_create(
        request=locked, person=person, defaults={"added_at": now}
    )
    if new:
        record(Action.CHANGED, locked, by=by, person_id=person.pk, fields=["files"], at=now)
    return link


@transaction.atomic
def detach(row: RightsRequest, person: Person, *, by: User, at: datetime | None = None) -> None:
    """This file is somebody else's."""
    locked = hold(row)
    if locked.deeds.filter(person=person).exists():
        raise Refused(
            "Un acte a déjà été fait sur ce dossier\N{NO-BREAK SPACE}: il reste à la demande."
        )
    if locked.files.filter(person=person).delete()[0]:
        record(Action.CHANGED, locked, by=by, person_id=person.pk, fields=["files"], at=at)


@transaction.atomic
def confirm_address(row: RightsRequest, *, at: datetime | None = None) -> None:
    """Whoever reads the address of a request pressed its button. Twice is once, and later is the same."""
    now = at or timezone.now()
    locked = RightsRequest.objects.select_for_update().get(pk=row.pk)
    if locked.confirmed_at is None and locked.email:
        locked.confirmed_at = now
        locked.save(update_fields=["confirmed_at"])
        record(Action.CHANGED, locked, fields=["confirmed_at"], at=now)
    row.refresh_from_db()


@transaction.atomic
def ask_identity(row: RightsRequest, how: str, *, by: User, at: datetime | None = None) -> None:
    """There is a reasonable doubt: tell the person what would remove it. The month goes on running."""
    now = at or timezone.now()
    locked = hold(row)
    if locked.identified_at:
        raise Refused("L’identité est déjà établie.")
    if not how.strip():
        raise Refused("Dites à la personne ce qu’on attend d’elle.")
    _move(locked, RightsState.IDENTITY, by=by, now=now, identity_asked_at=now)
    letters.identity_asked(locked, how.strip(), now)
    row.refresh_from_db()


@transaction.atomic
def send_proof(row: RightsRequest, person: Person, *, by: User, at: datetime | None = None) -> None:
    """Write to the address that a file of the request already has: who presses its button is known."""
    now = at or timezone.now()
    locked = hold(row)
    if locked.identified_at:
        raise Refused("L’identité est déjà établie.")
    if not locked.files.filter(person=person).exists():
        raise Refused("Rattachez d’abord ce dossier à la demande.")
    known = mail_address(person)
    if not known:
        raise Refused("Ce dossier n’a pas d’adresse électronique qui fonctionne.")
    _move(locked, RightsState.IDENTITY, by=by, now=now, identity_asked_at=now)
    letters.prove_at(locked, person, known, now)
    row.refresh_from_db()


@transaction.atomic
def establish(
    row: RightsRequest,
    means: IdentityMeans,
    *,
    by: User | None,
    at: datetime | None = None,
) -> None:
    """The asker is who they say. How it is known is kept, never a paper."""
    now = at or timezone.now()
    locked = hold(row)
    if locked.identified_at:
        raise Refused("L’identité est déjà établie.")
    if means == IdentityMeans.ADDRESS and not same_address(locked):
        raise Refused("L’adresse de la demande n’est pas confirmée, ou n’est pas celle du dossier.")
    _move(
        locked, _working(locked), by=by, now=now, reason=means.label,
        identified_at=now, identity_means=means,
    )  # fmt: skip
    row.refresh_from_db()


def same_address(row: RightsRequest) -> bool:
    """Whether the asker proved that they read an address that each file of the request already had."""
    people = list(row.files.values_list("person", flat=True))
    if not row.confirmed_at or not row.email or not people:
        return False
    points = ContactPoint.objects.filter(
        person__in=people, kind=ContactKind.EMAIL, normalised=normalise_email(row.email)
    )
    return set(points.values_list("person", flat=True)) == set(people)


@transaction.atomic
def take_up(row: RightsRequest, *, by: User, at: datetime | None = None) -> None:
    """Handle a request whose asker raises no doubt, or needs none to be answered."""
    now = at or timezone.now()
    locked = hold(row)
    _move(locked, _working(locked), by=by, now=now)
    row.refresh_from_db()


@transaction.atomic
def extend(row: RightsRequest, because: str, *, by: User, at: datetime | None = None) -> None:
    """Take two months more, and tell the person why before the first month ends."""
    now = at or timezone.now()
    locked = hold(row)
    if not may_extend(locked, timezone.localdate(now)):
        raise Refused(TOO_LATE)
    if not because.strip():
        raise Refused("Dites pourquoi\N{NO-BREAK SPACE}: la personne le lit.")
    _move(
        locked, RightsState.EXTENDED, by=by, now=now,
        extended_at=now, extended_because=because.strip()[:400],
        due_on=extended_due(locked.received_at),
    )  # fmt: skip
    letters.extended(locked, now)
    row.refresh_from_db()


def answer(row: RightsRequest, text: str, *, by: User, at: datetime | None = None) -> None:
    """Send the answer and close. Without an address, it is printed or told: the register keeps it."""
    _close(row, RightsState.ANSWERED, text, by=by, at=at)


def refuse(
    row: RightsRequest, because: str, text: str, *, by: User, at: datetime | None = None
) -> None:
    """Refuse, with the motive and the ways of appeal, in the letter that the person reads."""
    if not because.strip():
        raise Refused("Un refus est motivé.")
    _close(row, RightsState.REFUSED, text, because=because, by=by, at=at)


@transaction.atomic
def _close(
    row: RightsRequest, to: RightsState, text: str, *, because: str = "", by: User,
    at: datetime | None = None,
) -> None:  # fmt: skip
    now = at or timezone.now()
    locked = hold(row)
    if not text.strip():
        raise Refused("Écrivez la réponse.")
    _move(
        locked, to, by=by, now=now,
        answer=text.strip(), closed_at=now, closed_because=because.strip()[:400],
    )  # fmt: skip
    letters.answered(locked, text.strip(), now)
    keep_nothing_of_the_forgotten(locked, now)
    row.refresh_from_db()


@transaction.atomic
def close(row: RightsRequest, because: str, *, by: User | None, at: datetime | None = None) -> None:
    """Nothing comes of it: withdrawn by its asker, made twice, never identified."""
    now = at or timezone.now()
    locked = hold(row)
    if not because.strip():
        raise Refused("Dites pourquoi la demande reste sans suite.")
    _move(
        locked, RightsState.CLOSED, by=by, now=now,
        closed_at=now, closed_because=because.strip()[:400],
    )  # fmt: skip
    keep_nothing_of_the_forgotten(locked, now)
    row.refresh_from_db()
