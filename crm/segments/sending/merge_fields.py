"""What the text of a message may name of whoever reads it, read together for many people."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from crm.applications.models import Application, ApplicationState
from crm.journeys.models import Journey
from crm.journeys.team import called
from crm.people.models import Person

Values = dict[int, str]


@dataclass(frozen=True)
class MergeField:
    """A field of a text.

    label      what it becomes, for whoever writes
    sample     somebody's value, for a preview on nobody
    otherwise  what is read when a file does not tell: the sentence must still read well
    read       the values of some people, by primary key; nothing for what the mailing knows by itself
    """

    label: str
    sample: str
    otherwise: str = ""
    read: Callable[[Sequence[int]], Values] | None = None


def _advisors(people: Sequence[int]) -> Values:
    """Whoever follows the open journey that moved last."""
    rows = Journey.objects.open().filter(person__in=people, owner__isnull=False)
    rows = rows.select_related("owner").order_by("stage_entered_at", "pk")
    return {row.person_id: called(row.owner) for row in rows}


def _communes(people: Sequence[int]) -> Values:
    rows = Person.objects.filter(pk__in=people, commune__isnull=False).order_by()
    return dict(rows.values_list("pk", "commune__name"))


def _sessions(people: Sequence[int]) -> Values:
    """The session of the last application that was sent."""
    sent = Application.objects.exclude(state=ApplicationState.DRAFT)
    rows = sent.filter(person__in=people, session__isnull=False)
    rows = rows.select_related("session__course").order_by("submitted_at", "pk")
    return {row.person_id: str(row.session) for row in rows}


def _file_numbers(people: Sequence[int]) -> Values:
    return dict(Person.objects.filter(pk__in=people).order_by().values_list("pk", "file_number"))


FIELDS: Mapping[str, MergeField] = {
    "prenom": MergeField("prénom", "Rose"),
    "nom": MergeField("nom", "Cercleau"),
    "civilite": MergeField("Madame ou Monsieur", "Madame"),
    "conseiller": MergeField("qui suit la personne", "Élise Chambon", "notre équipe", _advisors),
    "commune": MergeField("commune de résidence", "Lyon", "votre commune", _communes),
    "session": MergeField(
        "session de sa dernière candidature",
        "Télétravail indépendant, automne",
        "votre formation",
        _sessions,
    ),
    "dossier": MergeField("n° de dossier", "2011-0042", "", _file_numbers),
}
# Those that this room reads; the mailing knows the others by itself.
OWN = tuple(name for name, one in FIELDS.items() if one.read)


def values_for(people: Sequence[int], named: Collection[str]) -> dict[int, dict[str, str]]:
    """The values of the fields that a text names, for some people. One query a field."""
    told: dict[int, dict[str, str]] = {pk: {} for pk in people}
    for name in OWN:
        one = FIELDS[name]
        if name in named and one.read:
            found = one.read(people)
            for pk in people:
                told[pk][name] = found.get(pk) or one.otherwise
    return told


def samples(*, whole: bool = True) -> dict[str, str]:
    """Somebody invented; not whole, a file of which little is known."""
    return {name: one.sample if whole else one.otherwise for name, one in FIELDS.items()}
