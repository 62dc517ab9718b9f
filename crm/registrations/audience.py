"""Who agreed to be invited to the next editions: people of files, and those who registered once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db.models import QuerySet

from crm.consents.models import Consent, Purpose
from crm.consents.services import note
from crm.mailings.audiences import Addressee, Audience
from crm.people.models import ContactKind, ContactPoint

from .models import Registration

CODE = "forum"
LABEL = "les invitations au Forum"


def invited() -> QuerySet[Registration]:
    """Registrations whose address was proven, that asked to be invited and have not withdrawn it."""
    rows = Registration.objects.filter(wants_invitations=True, invitations_withdrawn_at=None)
    return rows.filter(address_proven_at__isnull=False, forgotten_at=None).exclude(email="")


def agreeing() -> QuerySet[Consent]:
    """The last word of each person, when it is yes."""
    rows = Consent.objects.current().filter(purpose=Purpose.FORUM, given=True)
    return rows.filter(person__anonymised_at=None, person__merged_into=None)


def members(at: datetime) -> Iterator[Addressee]:
    """One address once: the file's before what somebody typed without one."""
    points = ContactPoint.objects.for_letters().filter(person__in=agreeing().values("person"))
    seen: set[str] = set()
    met: set[int] = set()
    for point in points.select_related("person"):
        if point.person_id in met or point.normalised in seen:
            continue
        met.add(point.person_id)
        seen.add(point.normalised)
        person = point.person
        fields = {"prenom": person.first_name, "nom": person.last_name}
        yield Addressee(point.value, person, fields)
    for row in invited().order_by("-registered_at", "-pk"):
        if row.email not in seen:
            seen.add(row.email)
            yield Addressee(row.email, row.person, {"prenom": row.first_name, "nom": row.last_name})


def agrees(address: str, at: datetime) -> bool:
    if invited().filter(email=address).exists():
        return True
    people = ContactPoint.objects.filter(kind=ContactKind.EMAIL, normalised=address)
    return agreeing().filter(person__in=people.values("person")).exists()


def leave(address: str, how: str, at: datetime) -> None:
    """An address leaves: the registrations that hold it, and the people whose it is. Done twice, nothing more."""
    Registration.objects.filter(
        email=address, wants_invitations=True, invitations_withdrawn_at=None
    ).update(invitations_withdrawn_at=at)
    people = ContactPoint.objects.filter(kind=ContactKind.EMAIL, normalised=address)
    for consent in agreeing().filter(person__in=people.values("person")).select_related("person"):
        note(consent.person, Purpose.FORUM, given=False, channel=how[:40] or "courriel", at=at)


FORUM = Audience(label=LABEL, members=members, agrees=agrees, leave=leave)
