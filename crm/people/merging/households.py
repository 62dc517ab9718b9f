"""Two files that live in two households: whose is kept, or both made one."""

from __future__ import annotations

from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.people.homes import leave_household
from crm.people.models import Household, HouseholdMember, MemberRole, Person
from crm.people.services import current_membership

from .moving import move_rows
from .rules import BOTH, ENDED, KEPT, Merge

ASKED = (
    "Ces deux dossiers vivent dans deux foyers différents : dites lequel garder, ou s’il faut les "
    "réunir."
)
NEEDS = ("rooms_wanted", "rent_max", "wanted_from")


def conflict(first: Person, second: Person) -> tuple[Household, Household] | None:
    """Return the households of two people who live in different ones, None when nothing is to ask."""
    mine, theirs = current_membership(first), current_membership(second)
    if mine is None or theirs is None or mine.household_id == theirs.household_id:
        return None
    return mine.household, theirs.household


def memberships(merge: Merge) -> None:
    """Leave at most one current household to the two people, as was chosen."""
    mine, theirs = current_membership(merge.kept), current_membership(merge.ended)
    if mine is None or theirs is None:
        return
    if mine.household_id == theirs.household_id:
        _one_row(merge, mine, theirs)
    elif merge.choices.household == BOTH:
        _join(merge, mine, theirs)
    elif merge.choices.household == KEPT:
        _leave(merge, theirs)
    elif merge.choices.household == ENDED:
        _leave(merge, mine)
    else:
        raise Refused(ASKED)


def _one_row(merge: Merge, mine: HouseholdMember, theirs: HouseholdMember) -> None:
    """The same person twice in one household: one row, the older day, the first role."""
    reference = MemberRole.REFERENCE in {mine.role, theirs.role}
    mine.starts_on = min(mine.starts_on, theirs.starts_on)
    _give_way(merge, theirs, mine)
    if reference:
        mine.role = MemberRole.REFERENCE
    mine.save(update_fields=["starts_on", "role"])


def _give_way(merge: Merge, row: HouseholdMember, twin: HouseholdMember) -> None:
    """Delete a row noted twice; what was said of it is said of its twin."""
    move_rows(merge, HouseholdMember, row, twin)
    row.delete()


def _leave(merge: Merge, row: HouseholdMember) -> None:
    try:
        leave_household(row, by=merge.by, at=merge.at)
    except Refused as refusal:
        raise Refused(
            f"Il ne resterait que des enfants dans « {row.household} » : réunissez plutôt les deux "
            "foyers, ou gardez celui-là."
        ) from refusal
    if not row.household.members.filter(ends_on__isnull=True).exists():
        merge.emptied.append(row.household)
    merge.told.append(f"La sortie du foyer « {row.household} » est notée aujourd’hui.")


def _join(merge: Merge, mine: HouseholdMember, theirs: HouseholdMember) -> None:
    """Bring everybody and everything of the other household into the survivor's."""
    here, there = mine.household, theirs.household
    mine.starts_on = min(mine.starts_on, theirs.starts_on)
    _give_way(merge, theirs, mine)
    mine.save(update_fields=["starts_on"])
    there.members.filter(role=MemberRole.REFERENCE, ends_on__isnull=True).update(
        role=MemberRole.ADULT
    )
    twice = _children_noted_twice(merge, here, there)
    for name in NEEDS:
        if getattr(here, name) is None:
            setattr(here, name, getattr(there, name))
    here.save(update_fields=NEEDS)
    merge.joining = (here, there)
    move_rows(merge, Household, there, here)
    record(Action.DELETED, there, by=merge.by, person_id=merge.kept.pk, at=merge.at)
    told = f"Le foyer « {there} » rejoint « {here} »"
    there.delete()
    children = {0: "", 1: " ; un enfant noté des deux côtés compte une fois"}.get(
        twice, f" ; {twice} enfants notés des deux côtés comptent une fois"
    )
    merge.told.append(f"{told}{children}.")


def _children_noted_twice(merge: Merge, here: Household, there: Household) -> int:
    """Drop from one household the children that the other knows: same year, same class or none said.

    Two children of one year on both sides stay two.
    """
    known = list(here.members.filter(person__isnull=True, ends_on__isnull=True))
    dropped = 0
    for child in there.members.filter(person__isnull=True, ends_on__isnull=True):
        twin = next((one for one in known if _same_child(one, child)), None)
        if twin is None:
            continue
        known.remove(twin)
        if not twin.school_level:
            twin.school_level = child.school_level
            twin.save(update_fields=["school_level"])
        _give_way(merge, child, twin)
        dropped += 1
    return dropped


def _same_child(one: HouseholdMember, other: HouseholdMember) -> bool:
    levels = {one.school_level, other.school_level} - {""}
    return one.minor_birth_year == other.minor_birth_year and len(levels) < 2
