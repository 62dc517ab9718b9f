"""The doors of a registration that changes: who comes, what they chose, who does not come any more."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone

from crm.consents.models import Wording
from crm.journal.refusal import Refused
from crm.registers.words import in_words
from crm.waiting import services as waiting

from . import groups, letters
from .choices import choices_of
from .contents import Coming, Group
from .models import LIVE, EditionSeat, Participant, Registration, RegistrationState, Roster
from .moving import hold, hold_participant, note_change
from .releasing import cancel, check_before_the_forum, release
from .seats import coming, places_left, seat_group
from .waitlist import entry_of, promote_edition, promote_slots
from .windows import is_frozen
from .workshops import FROZEN, check_choices, drop, keep_choices, note_wishes, settle_wishes

if TYPE_CHECKING:
    from django.contrib.auth.models import User

TAKEN = "Cette adresse est déjà inscrite à cette édition."
NOT_COMING = "Ne vient plus."


@transaction.atomic
def change(
    registration: Registration,
    group: Group,
    *,
    wording: Wording | None = None,
    by: User | None = None,
    at: datetime | None = None,
) -> Registration:
    """Say again who comes. All or nothing: when a person more finds no place, nothing changes.

    The public changes until the lists are frozen, and keeps the address that it proved. `wording` is
    the information that was read this time.
    """
    now = at or timezone.now()
    groups.check(group, by_agent=by is not None)
    roster, row = hold(registration)
    if row.state not in LIVE:
        raise Refused("Cette inscription est annulée.")
    if by is None and is_frozen(roster, now):
        raise Refused(FROZEN)
    check_choices(roster, group.people)
    fields = _answers(row, group, by, now)
    freed = _people(roster, row, group.people, fields, by, now)
    if fields:
        if wording is not None and row.wording_id != wording.pk:
            row.wording = wording
            row.save(update_fields=["wording"])
        note_change(row, fields, by=by, at=now)
        letters.changed(row, coming(row), now)
        promote_edition(row.edition_id, now)
        promote_slots(freed, now)
    registration.refresh_from_db()
    return row


def _answers(row: Registration, group: Group, by: User | None, at: datetime) -> list[str]:
    values = groups.answers_of(group)
    if by is None:
        values["email"] = row.email
    if row.wants_invitations and not group.wants_invitations and not row.invitations_withdrawn_at:
        values["invitations_withdrawn_at"] = at
    fields = [name for name, value in values.items() if getattr(row, name) != value]
    for name in fields:
        setattr(row, name, values[name])
    try:
        with transaction.atomic():
            row.save(update_fields=fields)
    except IntegrityError as error:
        raise Refused(TAKEN) from error
    return fields


def _people(
    roster: Roster,
    row: Registration,
    people: Sequence[Coming],
    fields: list[str],
    by: User | None,
    at: datetime,
) -> set[int]:
    """Bring the people in line; say in `fields` what moved. Return the workshops that have room now."""
    before = coming(row)
    seated = holds_places(roster, row, before)
    pairs, new, gone = groups.matched(before, people)
    freed = _go(gone, by, at)
    last = max((one.rank for one in Participant.objects.filter(registration=row)), default=0)
    added = groups.write(row, new, first_rank=last + 1)
    rewritten = [groups.rewrite(one, said) for one, said in pairs]
    if gone or added or any(rewritten):
        fields.append("participants")
    after = [one for one, _ in pairs] + added
    if seated and not seat_group(roster, after):
        left = places_left(roster)
        some = f"\u00a0: il en reste {in_words(left, feminine=True)}" if left else ""
        raise Refused(f"Il n’y a plus assez de places au Forum{some}. Rien n’a été changé.")
    if (gone or added) and (entry := entry_of(row)):
        waiting.resize(entry, len(after), by=by, at=at)
    said = [(one, said.workshops) for one, said in pairs]
    said += [(one, said.workshops) for one, said in zip(added, new, strict=True)]
    freed |= _workshops(roster, row, said, seated, fields, by, at)
    return freed


def holds_places(roster: Roster, row: Registration, people: Sequence[Participant]) -> bool:
    """Whether a group has its places: kept while it confirms, offered, or its own."""
    if row.state in {RegistrationState.CONFIRMED, RegistrationState.OFFERED}:
        return True
    if row.state == RegistrationState.WAITLISTED or roster.edition.capacity is None:
        return row.state == RegistrationState.PENDING
    return EditionSeat.objects.filter(participant__in=people).exists()


def _go(gone: Sequence[Participant], by: User | None, at: datetime) -> set[int]:
    freed = release(gone, NOT_COMING, by=by, at=at)
    for one in gone:
        one.left_at = at
        one.save(update_fields=["left_at"])
    return freed


def _workshops(
    roster: Roster,
    row: Registration,
    said: Sequence[tuple[Participant, Sequence[int]]],
    seated: bool,
    fields: list[str],
    by: User | None,
    at: datetime,
) -> set[int]:
    freed: set[int] = set()
    for one, wanted in said:
        has = chosen_by(one)
        if has == set(wanted):
            continue
        fields.append("workshops")
        freed |= drop(one, has - set(wanted), NOT_COMING, by=by, at=at) or set()
        lacking = [pk for pk in wanted if pk not in has]
        if row.state == RegistrationState.CONFIRMED:
            note_wishes(one, lacking)
            settle_wishes(roster, [one], at)
        elif row.state == RegistrationState.PENDING and seated:
            kept = [pk for pk in one.wishes if pk in wanted]
            keep_choices(roster, [(one, [*kept, *lacking])])
        else:
            note_wishes(one, wanted)
    return freed


def chosen_by(one: Participant) -> set[int]:
    """The workshops in which somebody has a place, waits for one, or wishes one."""
    return set(choices_of([one]).get(one.pk, {}))


@transaction.atomic
def leave(
    participant: Participant, *, by: User | None = None, at: datetime | None = None
) -> Registration:
    """One of a group does not come any more; the last one calls the registration off."""
    now = at or timezone.now()
    roster, row, one = hold_participant(participant)
    if one.left_at or row.state not in LIVE:
        return row
    check_before_the_forum(roster, by, now)
    others = [other for other in coming(row) if other.pk != one.pk]
    if not others:
        return cancel(row, by=by, at=now)
    freed = _go([one], by, now)
    if entry := entry_of(row):
        waiting.resize(entry, len(others), by=by, at=now)
    note_change(row, ["participants"], by=by, at=now)
    letters.changed(row, others, now)
    promote_edition(row.edition_id, now)
    promote_slots(freed, now)
    participant.refresh_from_db()
    return row
