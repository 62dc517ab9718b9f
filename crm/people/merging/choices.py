"""What may differ between two files, one choice each, and how the one that stays takes it over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from crm.people.countries import country_name
from crm.people.models import ContactKind, Person, ProfessionalStatus
from crm.people.names import name_key
from crm.people.services import note_status

from .rules import Merge

STATUS = "professional_status"


@dataclass(frozen=True)
class Choice:
    """One thing that a human chooses: the fields that go together, and how they are called."""

    name: str
    label: str
    fields: tuple[str, ...]


CHOICES = [
    Choice("civility", "Civilité", ("civility",)),
    Choice("first_name", "Prénom", ("first_name",)),
    Choice("last_name", "Nom", ("last_name",)),
    Choice("birth_year", "Année de naissance", ("birth_year",)),
    Choice("home", "Habite", ("commune_id", "country")),
    Choice(STATUS, "Situation", (STATUS,)),
    Choice("trade", "Métier", ("trade",)),
    Choice("preferred_channel", "À joindre par", ("preferred_channel",)),
    Choice("language", "Langue", ("language",)),
]
PRIMARY = {
    f"primary_{kind.value}": (kind, label)
    for kind, label in [
        (ContactKind.EMAIL, "Courriel principal"),
        (ContactKind.PHONE, "Téléphone principal"),
        (ContactKind.POST, "Adresse principale"),
    ]
}
# Asked only when both files say something: the other one then takes nothing away.
SAID_BY_BOTH = {STATUS, *PRIMARY}
# Shown only when they differ.
MINOR = {"preferred_channel", "language"}
LABELS = {choice.name: choice.label for choice in CHOICES} | {
    name: label for name, (_, label) in PRIMARY.items()
}
LABELS["household"] = "Foyer"


@dataclass(frozen=True)
class Difference:
    """A choice with what each side says, as people read it; "" when that side says nothing."""

    name: str
    label: str
    first: str
    second: str

    @property
    def differs(self) -> bool:
        return self.first != self.second


def compared(first: Person, second: Person) -> list[Difference]:
    """Everything that two files say of a person, side by side; nothing where neither says anything."""
    found = [
        Difference(one.name, one.label, shown(first, one), shown(second, one)) for one in CHOICES
    ]
    mains = [_primaries(first), _primaries(second)]
    found += [
        Difference(name, label, mains[0].get(kind, ""), mains[1].get(kind, ""))
        for name, (kind, label) in PRIMARY.items()
    ]
    return [one for one in found if one.differs or (one.first and one.name not in MINOR)]


def shown(person: Person, choice: Choice) -> str:
    if choice.name == "home":
        home = str(person.commune) if person.commune else ""
        abroad = country_name(person.country) if person.country not in {"", "FR"} else ""
        return ", ".join(filter(None, [home, abroad]))
    name = choice.fields[0]
    value: Any = getattr(person, name)
    if name in {"civility", STATUS} and not value:
        return ""
    told = getattr(person, f"get_{name}_display", None)
    return str(told() if told else value or "")


def _primaries(person: Person) -> dict[str, str]:
    return {point.kind: str(point) for point in person.contact_points.all() if point.is_primary}


def take_over(merge: Merge) -> list[str]:
    """Write on the file that stays what was chosen from the other, and the dates of both."""
    kept, ended = merge.kept, merge.ended
    names = [
        name
        for choice in CHOICES
        if choice.name in merge.choices.taken and choice.name != STATUS
        for name in choice.fields
    ]
    for name in names:
        setattr(kept, name, getattr(ended, name))
    kept.name_key = name_key(kept.first_name, kept.last_name)
    kept.created_at = min(kept.created_at, ended.created_at)
    kept.last_inbound_at = max(kept.last_inbound_at, ended.last_inbound_at)
    written = [name.removesuffix("_id") for name in names]
    kept.save(update_fields=[*written, "name_key", "created_at", "last_inbound_at"])
    return sorted(merge.choices.taken)


def keep_the_status(merge: Merge) -> None:
    """Once the situations of both are one line of time, the last one is the one that was chosen.

    A file that says nothing of it takes nothing away from what the other says.
    """
    chosen, other = merge.kept, merge.ended
    if STATUS in merge.choices.taken:
        chosen, other = other, chosen
    status = ProfessionalStatus(chosen.professional_status or other.professional_status)
    current = merge.kept.status_spells.filter(ends_on__isnull=True).first()
    if current is not None and current.status != status:
        note_status(merge.kept, status, at=merge.at)
    elif merge.kept.professional_status != status:
        merge.kept.professional_status = status
        merge.kept.save(update_fields=[STATUS])
