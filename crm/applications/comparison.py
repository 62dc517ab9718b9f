"""What a form says beside what a file holds. Nothing sensitive: neither notes nor journeys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from crm.people.contacts import normalise_email, normalise_phone, read_phone
from crm.people.duplicates import Likeness, look_alikes
from crm.people.models import ContactKind, Person, ProfessionalStatus
from crm.people.names import name_key
from territory.models import Commune

from .models import Submission


@dataclass(frozen=True)
class Line:
    """One fact on both sides; `same` is None where one of them says nothing."""

    label: str
    typed: str
    known: str
    same: bool | None


def files_like(submission: Submission) -> list[Likeness]:
    """The files that may be the sender's: the one matched on arrival first."""
    said = submission.payload
    found = look_alikes(
        first_name=str(said.get("first_name", "")),
        last_name=str(said.get("last_name", "")),
        email=str(said.get("email", "")),
        phone=str(said.get("phone", "")),
        birth_year=said.get("birth_year"),
    )
    matched = submission.matched_person_id
    return sorted(found, key=lambda likeness: likeness.person.pk != matched)


def compared(submission: Submission, person: Person | None) -> list[Line]:
    said = {key: str(value) for key, value in submission.payload.items() if value is not None}
    name = f"{said.get('first_name', '')} {said.get('last_name', '')}".strip()
    return [
        _line("Nom", name, str(person) if person else "", name_key),
        _line(
            "Courriel", said.get("email", ""), _contact(person, ContactKind.EMAIL), normalise_email
        ),
        _line(
            "Téléphone",
            read_phone(normalise_phone(said.get("phone", ""))) or said.get("phone", ""),
            _contact(person, ContactKind.PHONE),
            normalise_phone,
        ),
        _line(
            "Année de naissance",
            said.get("birth_year", ""),
            str(person.birth_year or "") if person else "",
        ),
        _line("Commune", _commune(said.get("commune", "")), _home(person)),
        _line(
            "Situation",
            _status(said.get("professional_status", "")),
            _status(person.professional_status) if person else "",
        ),
    ]


def _line(label: str, typed: str, known: str, form: Callable[[str], str] = str.strip) -> Line:
    several = [form(one) for one in known.split(", ")]
    same = form(typed) in several if typed and known else None
    return Line(label, typed, known, same)


def _contact(person: Person | None, kind: ContactKind) -> str:
    if person is None:
        return ""
    return ", ".join(str(point) for point in person.contact_points.filter(kind=kind))


def _commune(insee: str) -> str:
    commune = Commune.objects.filter(pk=insee).first() if insee else None
    return str(commune) if commune else ""


def _home(person: Person | None) -> str:
    return str(person.commune) if person and person.commune else ""


def _status(value: str) -> str:
    return str(dict(ProfessionalStatus.choices).get(value, "")) if value else ""
