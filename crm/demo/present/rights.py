"""Three requests about one's data: one just in, one whose file is limited, one that was answered."""

from __future__ import annotations

import uuid

from django.contrib.auth.models import User

from crm.datarights import answers, deeds, services
from crm.datarights.intake import Asked, receive, register
from crm.datarights.models import Channel, IdentityMeans, Subject
from crm.people.models import ContactKind, Person

from .stage import Scene


def play_rights(scene: Scene) -> None:
    officer = User.objects.filter(username="dpd").first()
    # The last ones are nobody's in the rest of the present.
    reached = Person.objects.alive().filter(contact_points__kind=ContactKind.EMAIL)
    people = list(reached.order_by("-pk").distinct()[:3])
    if officer is None or len(people) < 3:
        return
    _just_in(scene, people[0])
    _limited(scene, people[1], officer)
    _answered(scene, people[2], officer)


def _asked(person: Person, subject: Subject, message: str) -> Asked:
    address = person.contact_points.filter(kind=ContactKind.EMAIL).first()
    return Asked(subject, str(person), email=address.value if address else "", message=message)


def _just_in(scene: Scene, person: Person) -> None:
    asked = _asked(
        person, Subject.ACCESS, "Je voudrais savoir ce que vous gardez sur notre famille."
    )
    row = receive(asked, uuid.UUID(int=2026), wording=None, at=scene.ago(4))
    services.confirm_address(row, at=scene.ago(4, 18))


def _limited(scene: Scene, person: Person, officer: User) -> None:
    asked = _asked(
        person, Subject.RESTRICT, "La date de fin de mon contrat est fausse dans votre fichier."
    )
    received = scene.ago(26)
    row = register(asked, Channel.PHONE, received.date(), by=officer, at=received)
    services.attach(row, person, by=officer, at=received)
    services.establish(row, IdentityMeans.CALL_BACK, by=officer, at=scene.ago(25))
    deeds.restrict(row, person, "Une date est contestée.", by=officer, at=scene.ago(25, 11))


def _answered(scene: Scene, person: Person, officer: User) -> None:
    asked = _asked(person, Subject.OBJECT, "Merci de ne plus m’écrire.")
    row = receive(asked, uuid.UUID(int=2025), wording=None, at=scene.ago(50))
    services.attach(row, person, by=officer, at=scene.ago(48))
    deeds.object_to_mail(row, by=officer, at=scene.ago(48, 11))
    services.answer(row, answers.proposed(row), by=officer, at=scene.ago(48, 12))
