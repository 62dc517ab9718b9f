"""Files as they are opened: the person, how to reach them, their situation, their household."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from django.utils import timezone

from crm.journal.models import Action, Entry
from crm.people.models import (
    ContactKind,
    ContactPoint,
    FileNumberCounter,
    Household,
    HouseholdMember,
    MemberRole,
    Person,
    ProfessionalStatus,
    StatusSpell,
)
from crm.people.names import name_key

from .cast import Actor, Cast
from .rows import written
from .sizes import FAMILIES, Lot

STATUSES = [status for status in ProfessionalStatus if status]
CLASSES = ["", "maternelle", "CP", "CE2", "CM2", "6e", "3e"]
# Numbers that belong to nobody end in four digits: there are ten thousand of them.
NUMBERS = 10_000


def open_files(actors: list[Actor], cast: Cast) -> None:
    """Write everybody. Each actor then knows their person and household."""
    people = written(Person, _people(actors, cast))
    for actor, person in zip(actors, people, strict=True):
        actor.person = person.pk
    written(ContactPoint, _contacts(actors, cast))
    written(StatusSpell, _spells(people))
    written(Entry, _openings(actors))
    _count_numbers(people)
    _form_households(actors, cast)


def _people(actors: list[Actor], cast: Cast) -> Iterator[Person]:
    given: Counter[int] = Counter()
    chance, words = cast.chance, cast.crowd.words
    for actor in actors:
        year = timezone.localtime(actor.opened_at).year
        given[year] += 1
        yield Person(
            file_number=f"{year}-{given[year]:04d}",
            civility="f" if actor.madam else "m",
            first_name=actor.first_name,
            last_name=actor.last_name,
            name_key=name_key(actor.first_name, actor.last_name),
            birth_year=cast.today.year - chance.randint(24, 63),
            commune=actor.commune,
            country=actor.country,
            professional_status=chance.choice(STATUSES),
            trade=chance.choice(words["trades"]),
            created_at=actor.opened_at,
            last_inbound_at=max(actor.opened_at, cast.ago(900)),
        )


def _contacts(actors: list[Actor], cast: Cast) -> Iterator[ContactPoint]:
    """Most have an address and a number; some have one of them alone."""
    for actor in actors:
        drawn = cast.chance.random()
        if drawn < 0.95:
            address = f"{actor.word}.{actor.rank}@example.org"
            yield ContactPoint(
                person_id=actor.person, kind=ContactKind.EMAIL, value=address, normalised=address
            )
        if drawn > 0.12:
            end = f"{actor.rank % NUMBERS:04d}"
            yield ContactPoint(
                person_id=actor.person,
                kind=ContactKind.PHONE,
                value=f"06 39 98 {end[:2]} {end[2:]}",
                normalised=f"+3363998{end}",
            )


def _spells(people: list[Person]) -> Iterator[StatusSpell]:
    for person in people:
        yield StatusSpell(
            person=person,
            status=person.professional_status,
            starts_on=timezone.localdate(person.created_at),
        )


def _openings(actors: list[Actor]) -> Iterator[Entry]:
    kind = Person._meta.label_lower
    for actor in actors:
        yield Entry(
            at=actor.opened_at,
            action=Action.CREATED,
            object_type=kind,
            object_id=str(actor.person),
            person_id=actor.person,
        )


def _count_numbers(people: list[Person]) -> None:
    """The next file opened takes the number that follows."""
    last = Counter(int(person.file_number[:4]) for person in people)
    for year, number in last.items():
        FileNumberCounter.objects.update_or_create(year=year, defaults={"last": number})


def _form_households(actors: list[Actor], cast: Cast) -> None:
    """Those whose lot asks for one, and a quarter of the others, with a partner among those in passing."""
    heads = [a for a in actors if a.lot in FAMILIES or cast.chance.random() < 0.25]
    headed = {actor.rank for actor in heads}
    partners = iter([a for a in actors if a.lot == Lot.PASSING and a.rank not in headed])
    homes = written(
        Household,
        (Household(label=f"Foyer {a.last_name}", created_at=a.opened_at) for a in heads),
    )
    for actor, home in zip(heads, homes, strict=True):
        actor.household = home.pk
    written(HouseholdMember, _members(heads, partners, cast))


def _members(
    heads: list[Actor], partners: Iterator[Actor], cast: Cast
) -> Iterator[HouseholdMember]:
    for actor in heads:
        day = timezone.localdate(actor.opened_at)
        yield HouseholdMember(
            household_id=actor.household,
            person_id=actor.person,
            role=MemberRole.REFERENCE,
            starts_on=day,
        )
        if cast.chance.random() < 0.5 and (partner := next(partners, None)):
            partner.household = actor.household
            yield HouseholdMember(
                household_id=actor.household,
                person_id=partner.person,
                role=MemberRole.ADULT,
                starts_on=max(day, timezone.localdate(partner.opened_at)),
            )
        for _ in range(cast.chance.choice([0, 0, 1, 2, 3])):
            yield HouseholdMember(
                household_id=actor.household,
                minor_birth_year=cast.today.year - cast.chance.randint(0, 16),
                school_level=cast.chance.choice(CLASSES),
                role=MemberRole.CHILD,
                starts_on=day,
            )
