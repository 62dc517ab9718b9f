"""What one partner sees, computed at each request from what is chosen, agreed to and still true."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.utils import timezone

from crm.journal.models import Action
from crm.journal.services import record
from crm.journeys.models import Journey, Stage
from crm.needs.models import UNMET, Need
from crm.people.models import ContactKind, HouseholdMember, MemberRole, Person
from crm.people.services import current_membership
from crm.registers.words import counted
from crm.support.models import Settlement, SettlementState
from crm.visits.models import StopKind
from editorial.dates import day as written

from .models import Helper, ItemKind, SharedItem

NAMELESS = "Une personne accompagnée"


@dataclass(frozen=True)
class SeenNeed:
    """A need as a partner reads it: whose it is, without any other name."""

    pk: int
    kind: str
    whom: str
    text: str
    state: str
    due_on: date | None
    unmet: bool


@dataclass(frozen=True)
class SeenStop:
    """A stop of the coming visit: when, what, where; neither who receives nor any note."""

    day: date
    starts_at: time
    ends_at: time
    title: str
    place: str


@dataclass(frozen=True)
class Seen:
    """Everything that a partner is shown of a journey; "" for what is not."""

    name: str
    phone: str = ""
    words: str = ""
    household: str = ""
    stage: str = ""
    settlement: str = ""
    visit: list[SeenStop] = field(default_factory=list)
    needs: list[SeenNeed] = field(default_factory=list)


def seen_by(helper: Helper) -> Seen:
    """What a partner read through `seeing` may be shown now: the items added before the last yes."""
    rows = helper.items.select_related("need__member__person")
    return as_shown(
        helper.journey,
        [row for row in rows if helper.agreed_at and row.added_at <= helper.agreed_at],
    )


def as_shown(journey: Journey, items: Iterable[SharedItem]) -> Seen:
    """What these items show, written or not: the preview is what the partner gets."""
    items = list(items)
    kinds = {item.kind for item in items}
    person = journey.person
    words = next((item.text for item in items if item.kind == ItemKind.WORDS), "")
    needs = [item.need for item in items if item.need is not None]
    return Seen(
        name=_name(person, full=ItemKind.FULL_NAME in kinds),
        phone=_phone(person) if ItemKind.PHONE in kinds else "",
        words=words,
        household=_household(person) if ItemKind.HOUSEHOLD in kinds else "",
        stage=str(Stage(journey.stage).label) if ItemKind.STAGE in kinds else "",
        settlement=_settlement(person) if ItemKind.SETTLEMENT in kinds else "",
        visit=_visit(journey) if ItemKind.VISIT in kinds else [],
        needs=_needs(person, needs),
    )


def _name(person: Person, *, full: bool) -> str:
    return str(person) if full else person.first_name or NAMELESS


def _phone(person: Person) -> str:
    point = person.contact_points.filter(kind=ContactKind.PHONE, is_primary=True).first()
    return str(point) if point else ""


def _household(person: Person) -> str:
    membership = current_membership(person)
    if membership is None:
        return counted(1, "adulte")
    rows = HouseholdMember.objects.filter(household=membership.household_id, ends_on__isnull=True)
    roles = list(rows.values_list("role", "minor_birth_year"))
    children = [row for row in roles if row[0] == MemberRole.CHILD or row[1]]
    told = [counted(len(roles) - len(children), "adulte")]
    if children:
        told.append(counted(len(children), "enfant"))
    return ", ".join(told)


def _settlement(person: Person) -> str:
    membership = current_membership(person)
    if membership is None:
        return ""
    rows = Settlement.objects.filter(household=membership.household_id)
    row = rows.exclude(state=SettlementState.DEPARTED).select_related("commune").first()
    if row is None:
        return ""
    return f"{row.commune}, le {written(row.move_in_on)}" if row.move_in_on else str(row.commune)


def _visit(journey: Journey) -> list[SeenStop]:
    """The programme of the coming visit, what is seen of a doctor left out: it tells of somebody's health."""
    visit = (
        journey.visits.coming()
        .filter(ends_on__gte=timezone.localdate())
        .order_by("starts_on")
        .first()
    )
    if visit is None:
        return []
    return [
        SeenStop(stop.date, stop.starts_at, stop.ends_at, stop.title, stop.place)
        for stop in visit.stops.exclude(kind=StopKind.DOCTOR)
    ]


def _needs(person: Person, needs: list[Need]) -> list[SeenNeed]:
    """Those of the household where the person lives today; a need that left with another is not shown."""
    here = set(Need.objects.of_the_household_of(person).values_list("pk", flat=True))
    return [
        SeenNeed(
            pk=need.pk,
            kind=need.get_kind_display(),
            whom=_whom(need, person),
            text=need.text,
            state=need.get_state_display(),
            due_on=need.due_on,
            unmet=need.state in UNMET,
        )
        for need in needs
        if need.pk in here
    ]


def _whom(need: Need, person: Person) -> str:
    if need.member is None or need.member.person_id is None:
        return need.for_whom
    return (
        "la personne elle-même"
        if need.member.person_id == person.pk
        else "un autre adulte du foyer"
    )


def note_visit(helper: Helper, *, at: datetime | None = None) -> None:
    """Every look is journalled, under the name of who looked; the person may ask for the list."""
    now = at or timezone.now()
    Helper.objects.filter(pk=helper.pk).update(last_seen_at=now)
    record(
        Action.READ, helper, person_id=helper.journey.person_id,
        reason=f"Vu par {helper.name}, depuis l’espace des partenaires.", at=now,
    )  # fmt: skip
