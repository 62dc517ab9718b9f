"""The rows that an import makes, each through the door of its room, in the caller's transaction."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Model

from crm.applications.models import Application
from crm.applications.services import apply
from crm.applications.together import apply_together
from crm.journal.models import Action
from crm.journal.services import record
from crm.journeys.models import Journey
from crm.journeys.services import describe, open_journey
from crm.journeys.together import Opening, open_journeys
from crm.people.editing import correct_identity
from crm.people.models import Person
from crm.people.provenance import Origin, came_from, in_file
from crm.people.services import Minor, add_contact, current_membership, household_of
from crm.people.together import Home, found_households, in_lots, open_files

from .judging import Judged
from .making import applied, filing, newcomer, opened, second_adult, starts, track
from .models import ImportBatch, Trace, Verdict
from .rows import Row

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# Files opened in one go: what the progress advances by.
A_LOT = 500


@dataclass
class Writer:
    """Writes the lines of one import. `tell` is called with the number of lines written so far."""

    batch: ImportBatch
    by: User | None
    at: datetime
    tell: Callable[[int], None]
    people: dict[int, Person] = field(default_factory=dict)
    adults: dict[int, Person] = field(default_factory=dict)
    traces: dict[tuple[str, int], Trace] = field(default_factory=dict)
    housed: set[int] = field(default_factory=set)
    done: int = 0

    def write(self, judged: Sequence[Judged]) -> None:
        new = [one for one in judged if one.verdict == Verdict.NEW]
        known = [one for one in judged if one.verdict == Verdict.CHANGED]
        for one in judged:
            # Somebody who is known already may be the second adult of another line.
            if one.verdict in {Verdict.CHANGED, Verdict.SAME} and one.pk is not None:
                self.people[one.row.number] = Person(pk=one.pk)
        for lot in in_lots(new, A_LOT):
            self._open(lot)
            self._advance(len(lot))
        for lot in in_lots([*new, *(one for one in known if one.changes.adult)], A_LOT):
            self._open_adults(lot)
        for lot in in_lots(new, A_LOT):
            self._house(lot)
        for lot in in_lots(new, A_LOT):
            self._follow(lot)
        for one in known:
            if one.pk is not None:
                self._change(one, one.pk)
            self._advance(1)
        Trace.objects.bulk_create(self.traces.values(), batch_size=A_LOT)

    def _advance(self, lines: int) -> None:
        self.done += lines
        self.tell(self.done)

    def _trace(
        self, row: Row, person: Person, thing: Model, *, created: bool, fields: Sequence[str] = ()
    ) -> None:
        kind = thing._meta.label_lower
        self.traces.setdefault(
            (kind, thing.pk),
            Trace(
                batch=self.batch,
                number=row.number,
                person_id=person.pk,
                object_type=kind,
                object_id=thing.pk,
                created=created,
                fields=list(fields),
            ),
        )

    def _origin(self, one: Judged) -> Origin:
        return in_file(self.batch.file_name, one.row.number)

    def _open(self, lot: Sequence[Judged]) -> None:
        people = open_files(
            [newcomer(one.row, self.at, self._origin(one)) for one in lot], by=self.by
        )
        for one, person in zip(lot, people, strict=True):
            self.people[one.row.number] = person
            self._trace(one.row, person, person, created=True, fields=sorted(one.row.told))

    def _open_adults(self, lot: Sequence[Judged]) -> None:
        """Open the files of second adults who are neither known nor on a line of their own."""
        alone = [one for one in lot if one.row.has_adult and one.adult_pk is None is one.adult_at]
        people = open_files(
            [second_adult(one.row, self.at, self._origin(one)) for one in alone], by=self.by
        )
        for one, person in zip(alone, people, strict=True):
            self.adults[one.row.number] = person
            self._trace(one.row, person, person, created=True)

    def _adult(self, one: Judged) -> Person | None:
        """The second adult of a line: a known file, the person of another line, or somebody new."""
        if one.adult_pk is not None:
            return Person.objects.get(pk=one.adult_pk)
        if one.adult_at is not None:
            return self.people.get(one.adult_at)
        return self.adults.get(one.row.number)

    def _house(self, lot: Sequence[Judged]) -> None:
        """The households of newcomers; of a couple on two lines, the first founds it for both."""
        homes, founders = [], []
        for one in lot:
            person = self.people[one.row.number]
            minors = [Minor(year) for year in one.row.told.get("minors", ())]
            if person.pk in self.housed or not (one.row.has_adult or minors):
                continue
            adult = self._adult(one)
            if adult is not None and one.adult_pk is not None:
                # Lives somewhere already: the newcomer is the one who joins.
                self._join(one, person, adult, minors)
                continue
            adults = [adult] if adult is not None and adult.pk not in self.housed else []
            self.housed |= {person.pk, *(one.pk for one in adults)}
            homes.append(Home(person, adults, minors, opened(one.row, self.at)))
            founders.append((one.row, person))
        households = found_households(homes, by=self.by)
        for (row, person), household in zip(founders, households, strict=True):
            self._trace(row, person, household, created=True, fields=["members"])

    def _join(self, one: Judged, person: Person, adult: Person, minors: Sequence[Minor]) -> None:
        when = opened(one.row, self.at)
        household_of(adult, adults=[person], minors=minors, by=self.by, at=when)
        self.housed |= {person.pk, adult.pk}
        self._trace(one.row, adult, adult, created=False, fields=["household"])

    def _follow(self, lot: Sequence[Judged]) -> None:
        """The journeys and applications of newcomers."""
        applying = [one for one in lot if one.row.applies]
        filings = [filing(one.row, self.people[one.row.number], self.at) for one in applying]
        rows, journeys = apply_together(filings, by=self.by)
        for one, application, journey in zip(applying, rows, journeys, strict=True):
            self._trace(one.row, application.person, application, created=True)
            self._trace(one.row, application.person, journey, created=True)
        opening = [one for one in lot if not one.row.applies and starts(one.row)]
        opened_now = open_journeys(
            [
                Opening(
                    self.people[one.row.number], track(one.row), opened(one.row, self.at),
                    one.row.told.get("project", ""), one.row.told.get("horizon", ""),
                )
                for one in opening
            ],
            by=self.by,
        )  # fmt: skip
        for one, journey in zip(opening, opened_now, strict=True):
            self._trace(one.row, journey.person, journey, created=True)

    def _change(self, one: Judged, pk: int) -> None:
        """What a line adds to a known file, and nothing else."""
        person = Person.objects.select_related("commune").get(pk=pk)
        changes = one.changes
        if changes.identity:
            correct_identity(
                person, origin=self._origin(one), by=self.by, at=self.at, **changes.identity
            )
            person.refresh_from_db()
        for kind, value in changes.contacts:
            add_contact(person, kind, value)
        if changes.contacts:
            kinds = [kind for kind, _ in changes.contacts]
            came_from(person, kinds, self._origin(one), by=self.by, at=self.at)
            record(
                Action.CHANGED, person, by=self.by, person_id=person.pk,
                fields=["contact_points"], at=self.at,
            )  # fmt: skip
        if changes.adult or changes.minors:
            self._change_home(one, person)
        self._change_journey(one, person)
        self._trace(one.row, person, person, created=False, fields=changes.fields)

    def _change_home(self, one: Judged, person: Person) -> None:
        """Bring together who lives apart: the one without a household joins the other."""
        adult = self._adult(one) if one.changes.adult else None
        minors = [Minor(year) for year in one.changes.minors]
        host, guests = person, [adult] if adult is not None else []
        if adult is not None and (theirs := current_membership(adult)):
            mine = current_membership(person)
            together = mine is not None and mine.household_id == theirs.household_id
            host, guests = (
                (adult, [person]) if mine is None else (person, [] if together else [adult])
            )
        household_of(host, adults=guests, minors=minors, by=self.by, at=self.at)

    def _change_journey(self, one: Judged, person: Person) -> None:
        row, told = one.row, one.changes.journey
        running = Journey.objects.open().filter(person=person, track=track(row)).first()
        when = applied(row, self.at) if one.changes.applies else opened(row, self.at)
        journey = running
        if one.changes.applies:
            application = _apply(row, person, self.by, when)
            self._trace(row, person, application, created=True)
            journey = application.journey
        elif one.changes.opens:
            journey = open_journey(person, track(row), by=self.by, at=when)
        if journey is not None and told:
            describe(journey, by=self.by, at=self.at, **told)
        if journey is not None and running is None:
            self._trace(row, person, journey, created=True)


def _apply(row: Row, person: Person, by: User | None, when: datetime) -> Application:
    return apply(
        person,
        row.session,
        project=row.told.get("project", ""),
        experience_years=row.told.get("experience_years"),
        needs=row.told.get("needs", ""),
        track=track(row),
        by=by,
        at=when,
    )
