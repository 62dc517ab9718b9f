"""What each line of a file would do, nothing being written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from crm.people.contacts import normalise_email

from .changes import Changes, changes_of
from .columns import COLUMNS
from .known import Known
from .matching import match, match_adult
from .models import Decision, Verdict
from .rows import Row


@dataclass
class Judged:
    """A line and its verdict.

    pk        the file that it is about, or resembles when the verdict is « ressemblante »
    adult_pk  the file of the second adult, when known
    adult_at  the line of the second adult, when the file has one
    """

    row: Row
    verdict: Verdict = Verdict.NEW
    pk: int | None = None
    why: str = ""
    changes: Changes = field(default_factory=Changes)
    adult_pk: int | None = None
    adult_at: int | None = None

    def refuse(self, key: str, sentence: str, titles: Mapping[str, str]) -> None:
        self.verdict = Verdict.REFUSED
        self.row.problems.append((titles.get(key, COLUMNS[key].label), sentence))


Decisions = Mapping[int, tuple[Decision, int | None]]


def judge(
    rows: Sequence[Row], titles: Mapping[str, str], decisions: Decisions | None = None
) -> list[Judged]:
    """`titles`: key → heading. `decisions`: line → what to do when it resembles somebody, and whom.

    A line that was decided is no longer « ressemblante »: it is attached, opened, or stays so when set aside.
    """
    judged = [Judged(row, Verdict.REFUSED if row.problems else Verdict.NEW) for row in rows]
    sound = [one for one in judged if one.verdict != Verdict.REFUSED]
    known = Known(one.row for one in sound)
    _refuse_repeated(sound, titles)
    for one in sound:
        if one.verdict != Verdict.REFUSED:
            _match(one, known, titles, (decisions or {}).get(one.row.number))
    _refuse_shared(sound, titles)
    known.load(one.pk for one in sound if one.pk is not None)
    # Whom they live with: asked for together, not line by line.
    known.load([pk for home in known.homes.values() for pk in home.adults])
    by_key = _lines(sound)
    at = {one.row.number: one for one in sound}
    for one in sound:
        if one.verdict != Verdict.REFUSED and one.row.has_adult:
            _find_adult(one, by_key, at, known, titles)
    _refuse_restricted(sound, known, titles)
    for one in sound:
        if one.pk is not None and one.verdict != Verdict.REFUSED:
            _weigh(one, one.pk, known)
    _refuse_orphans(judged, titles)
    return judged


def _refuse_repeated(sound: Sequence[Judged], titles: Mapping[str, str]) -> None:
    """Of two lines about the same person the first counts: the second would be judged against nothing."""
    seen: dict[tuple[str, object], int] = {}
    for one in sound:
        told = one.row.told
        marks: list[tuple[str, object]] = [
            ("email", (normalise_email(email), one.row.key)) for email in told.get("email", ())
        ]
        if "file_number" in told:
            marks.append(("file_number", told["file_number"]))
        if "birth_year" in told:
            marks.append(("last_name", (one.row.key, told["birth_year"])))
        if not marks:
            marks.append(("last_name", one.row.key))
        if twin := next(((mark[0], seen[mark]) for mark in marks if mark in seen), None):
            key, number = twin
            one.refuse(
                key, f"Même personne que la ligne {number} : gardez une ligne par personne.", titles
            )
        for mark in marks:
            seen.setdefault(mark, one.row.number)


def _refuse_shared(sound: Sequence[Judged], titles: Mapping[str, str]) -> None:
    """Two lines that lead to one file: the second would be judged against what the first changes."""
    seen: dict[int, int] = {}
    for one in sound:
        if one.verdict == Verdict.CHANGED and one.pk is not None:
            if one.pk in seen:
                one.refuse("last_name", f"Même dossier que la ligne {seen[one.pk]}.", titles)
            seen.setdefault(one.pk, one.row.number)


def _match(
    one: Judged,
    known: Known,
    titles: Mapping[str, str],
    decided: tuple[Decision, int | None] | None,
) -> None:
    found = match(one.row, known)
    if found.problem:
        one.refuse(*found.problem, titles)
    elif found.pk is not None:
        one.pk, one.verdict = found.pk, Verdict.CHANGED
    elif found.like is not None:
        one.pk, one.why, one.verdict = found.like, found.why, Verdict.LIKE
        if decided is not None:
            _settle(one, *decided)


def _settle(one: Judged, decision: Decision, onto: int | None) -> None:
    """What a human said of a resemblance holds for the file that they saw, not for another."""
    if decision == Decision.OPEN:
        one.pk, one.verdict = None, Verdict.NEW
    elif decision == Decision.ATTACH and onto == one.pk:
        one.verdict = Verdict.CHANGED


def _lines(sound: Sequence[Judged]) -> dict[tuple[str, object], int]:
    """Where each person of the file is. A name alone counts when one line only bears it."""
    found: dict[tuple[str, object], int] = {}
    names = Counter(one.row.key for one in sound)
    for one in sound:
        told, number = one.row.told, one.row.number
        marks: list[tuple[str, object]] = [
            ("email", (normalise_email(email), one.row.key)) for email in told.get("email", ())
        ]
        if "file_number" in told:
            marks.append(("file_number", told["file_number"]))
        if "birth_year" in told:
            marks.append(("birth_year", (one.row.key, told["birth_year"])))
        if names[one.row.key] == 1:
            marks.append(("name", one.row.key))
        for mark in marks:
            found.setdefault(mark, number)
    return found


def _marks_of_adult(row: Row) -> list[tuple[str, object]]:
    told, key = row.told, row.adult_key
    marks: list[tuple[str, object]] = [
        ("email", (normalise_email(email), key)) for email in told.get("adult_email", ())
    ]
    if "adult_file_number" in told:
        marks.append(("file_number", told["adult_file_number"]))
    if "adult_birth_year" in told:
        marks.append(("birth_year", (key, told["adult_birth_year"])))
    return marks or [("name", key)]


def _find_adult(
    one: Judged,
    lines: Mapping[tuple[str, object], int],
    at: Mapping[int, Judged],
    known: Known,
    titles: Mapping[str, str],
) -> None:
    home = known.homes.get(one.pk) if one.pk else None
    found = match_adult(one.row, known, home.adults if home else {})
    marks = _marks_of_adult(one.row)
    one.adult_at = next((lines[mark] for mark in marks if mark in lines), None)
    if found.problem and one.adult_at is None:
        one.refuse(*found.problem, titles)
        return
    one.adult_pk = found.pk
    if one.adult_at is not None and at[one.adult_at].verdict == Verdict.CHANGED:
        one.adult_pk = at[one.adult_at].pk
    if one.adult_at == one.row.number or (one.adult_pk and one.adult_pk == one.pk):
        one.refuse("adult_last_name", "Le second adulte est la personne de la ligne.", titles)
    elif one.adult_pk is not None:
        known.load([one.adult_pk])
        theirs, mine = known.homes.get(one.adult_pk), known.homes.get(one.pk or 0)
        if theirs and mine and mine.pk != theirs.pk:
            one.refuse("adult_last_name", "Le second adulte vit dans un autre foyer.", titles)


def _refuse_restricted(sound: Sequence[Judged], known: Known, titles: Mapping[str, str]) -> None:
    """Nothing is written to a file that its person asked only to keep."""
    for one in sound:
        for pk, key in ((one.pk, "last_name"), (one.adult_pk, "adult_last_name")):
            person = known.people.get(pk or 0)
            if person and person.restricted_at and one.verdict != Verdict.REFUSED:
                one.refuse(
                    key,
                    f"Le traitement du dossier {person.file_number} est limité à la demande de la "
                    "personne\N{NO-BREAK SPACE}: rien n’y est écrit.",
                    titles,
                )


def _weigh(one: Judged, pk: int, known: Known) -> None:
    sure = not one.why
    one.changes = changes_of(one.row, pk, known, adult=one.adult_pk, only_blanks=not sure)
    if one.verdict == Verdict.CHANGED and not one.changes.labels:
        one.verdict = Verdict.SAME


def _refuse_orphans(judged: Sequence[Judged], titles: Mapping[str, str]) -> None:
    refused = {one.row.number for one in judged if one.verdict == Verdict.REFUSED}
    for one in judged:
        if one.adult_at in refused and one.verdict != Verdict.REFUSED:
            one.refuse(
                "adult_last_name",
                f"Le second adulte est à la ligne {one.adult_at}, qui est refusée.",
                titles,
            )
