"""The doors of needs: noted, corrected, moved."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.people.models import Household, HouseholdMember

from .models import NEED_PATHS, UNMET, Need, NeedKind, NeedState

if TYPE_CHECKING:
    from django.contrib.auth.models import User

WORDED = frozenset({"member", "kind", "text", "since", "due_on", "owner"})


@transaction.atomic
def note_need(
    household: Household,
    kind: NeedKind,
    text: str,
    *,
    member: HouseholdMember | None = None,
    since: date | None = None,
    due_on: date | None = None,
    owner: User | None = None,
    by: User | None,
    at: datetime | None = None,
) -> Need:
    """Note what a household needs, or one of its members; `since` is today unless told."""
    need = Need(
        household=household,
        member=member,
        kind=kind,
        text=text.strip(),
        since=since or timezone.localdate(at or timezone.now()),
        due_on=due_on,
        owner=owner,
    )
    _check(need, at)
    need.save()
    record(Action.CREATED, need, by=by, person_id=need.about_person, at=at)
    return need


@transaction.atomic
def correct_need(
    need: Need, *, by: User | None, at: datetime | None = None, **changes: Any
) -> list[str]:
    """Change what is said of a need. Return the names of the fields that changed."""
    if unknown := set(changes) - WORDED:
        raise TypeError(f"correct_need() does not change {unknown}")
    locked = Need.objects.select_for_update().get(pk=need.pk)
    if locked.state not in UNMET:
        raise Refused("Ce besoin est clos : reprenez-le avant de le corriger.")
    changed = [name for name, value in changes.items() if getattr(locked, name) != value]
    for name in changed:
        setattr(locked, name, changes[name])
    if changed:
        _check(locked, at)
        locked.save(update_fields=changed)
        record(
            Action.CHANGED, locked, by=by, person_id=locked.about_person, fields=sorted(changed),
            at=at,
        )  # fmt: skip
    return changed


def _check(need: Need, at: datetime | None) -> None:
    if not need.text.strip():
        raise Refused("Écrivez ce dont le foyer a besoin.")
    if need.member is not None and need.member.household_id != need.household_id:
        raise Refused("Cette personne n’est pas de ce foyer.")
    if need.since > timezone.localdate(at or timezone.now()):
        raise Refused("Un besoin se note quand il existe : cette date est à venir.")
    if need.due_on is not None and need.due_on < need.since:
        raise Refused("L’échéance précède le début du besoin.")


@transaction.atomic
def move_need(
    need: Need,
    to: NeedState,
    *,
    reason: str = "",
    by: User | None = None,
    at: datetime | None = None,
) -> Need:
    """The only door between the states of a need. Raises Refused when one does not lead to the other."""
    now = at or timezone.now()
    locked = Need.objects.select_for_update().get(pk=need.pk)
    before = NeedState(locked.state)
    if to not in NEED_PATHS[before]:
        raise Refused(f"Un besoin « {before.label} » ne devient pas « {to.label} ».")
    if to == NeedState.DROPPED and not reason.strip():
        raise Refused("Dites pourquoi ce besoin est abandonné.")
    locked.state = to
    locked.reason = reason.strip() if to == NeedState.DROPPED else ""
    locked.closed_on = None if to in UNMET else max(timezone.localdate(now), locked.since)
    locked.save(update_fields=["state", "reason", "closed_on"])
    record(
        Action.MOVED, locked, by=by, person_id=locked.about_person, before=before, after=to,
        reason=reason.strip(), at=now,
    )  # fmt: skip
    return locked
