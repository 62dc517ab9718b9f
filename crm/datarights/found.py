"""What the house holds of somebody beside files: found by the addresses and numbers that they gave.

Each place says what it is called, what it holds of them, and how that is erased.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from crm.applications.drafts.services import forget as forget_draft
from crm.applications.models import Draft, Submission, SubmissionState
from crm.appointments import forgetting as appointments
from crm.letters.models import Letter
from crm.letters.services import letters_of
from crm.mailings import forgetting as mailings
from crm.mailings.models import Recipient
from crm.network.letters import message_key
from crm.network.models import ContactMessage
from crm.newsletter.models import Subscriber
from crm.newsletter.services import take_off
from crm.people.contacts import normalise_email, normalise_phone
from crm.people.models import ContactPoint, Person
from crm.press.models import PressContact
from crm.press.services import erase as erase_journalist
from crm.registrations import forgetting as registrations
from crm.registrations.models import Registration
from crm.residences import forgetting as residences
from crm.visits import forgetting as visits
from crm.visits.models import DiscoveryRegistration
from crm.welcome.letters import key_of as message_letters
from crm.welcome.models import ContactRequest
from crm.welcome.services import settle
from crm.workspaces.models import OfficeRequest
from crm.workspaces.offices import forgetting as offices

from .models import RightsRequest

if TYPE_CHECKING:
    from django.contrib.auth.models import User

ASKED = "Effacé à la demande de la personne."
Known = Collection[str]


@dataclass(frozen=True)
class Place:
    """A place of the house.

    label   as the register tells it
    count   how many rows are theirs, in no file
    clear   erases them
    """

    label: str
    count: Callable[[Known], int]
    clear: Callable[[Known, User | None, datetime], object]


def keys_of(row: RightsRequest) -> set[str]:
    """The addresses and numbers of a request and of its files, in the form in which they compare."""
    told = {normalise_email(row.email), normalise_phone(row.phone)}
    people = row.files.values("person")
    points = ContactPoint.objects.filter(person__in=people).values_list("normalised", flat=True)
    return {one for one in (*told, *points) if one}


def likely_files(row: RightsRequest) -> QuerySet[Person]:
    """The living files that have an address or a number of a request, or the file number that it tells."""
    points = ContactPoint.objects.filter(normalised__in=keys_of(row)).order_by()
    named = Q(file_number=row.number_told) if row.number_told else Q(pk__in=[])
    return Person.objects.alive().filter(named | Q(pk__in=points.values("person"))).order_by("pk")


def found(row: RightsRequest) -> list[tuple[str, int]]:
    """How many rows each place holds; the places that hold nothing are left out."""
    known = keys_of(row)
    counted = [(place.label, place.count(known)) for place in PLACES] if known else []
    return [(label, number) for label, number in counted if number]


def clear(row: RightsRequest, *, by: User | None, at: datetime) -> list[str]:
    """Erase all that; say from which places."""
    known = keys_of(row)
    holding = [place for place in PLACES if place.count(known)]
    for place in holding:
        place.clear(known, by, at)
    return [place.label for place in holding]


def _messages(known: Known) -> QuerySet[ContactRequest]:
    rows = ContactRequest.objects.filter(person__isnull=True).exclude(payload={})
    return rows.reachable_at(known, known)  # type: ignore[attr-defined,no-any-return]


def _clear_messages(known: Known, by: User | None, at: datetime) -> None:
    rows = list(_messages(known))
    for row in rows:
        if row.state == "new":
            settle(row, by=by, reason=ASKED, at=at)
        letters_of(message_letters(row)).delete()
    ContactRequest.objects.filter(pk__in=[row.pk for row in rows]).update(
        payload={}, email_key="", phone_key=""
    )


def _subscribers(known: Known) -> QuerySet[Subscriber]:
    return Subscriber.objects.filter(email__in=known)


def _clear_subscribers(known: Known, by: User | None, at: datetime) -> None:
    for address in list(_subscribers(known).values_list("email", flat=True)):
        if by is not None:
            take_off(address, bounced=False, by=by, at=at)


def _journalists(known: Known) -> QuerySet[PressContact]:
    return PressContact.objects.filter(email_key__in=known)


def _clear_journalists(known: Known, by: User | None, at: datetime) -> None:
    for row in list(_journalists(known)):
        erase_journalist(row, ASKED, by=by, at=at)


def _relayed(known: Known) -> QuerySet[ContactMessage]:
    return ContactMessage.objects.filter(email_key__in=known)


def _clear_relayed(known: Known, by: User | None, at: datetime) -> None:
    for row in _relayed(known):
        letters_of(message_key(row)).delete()
    _relayed(known).delete()


def _forms(known: Known) -> QuerySet[Submission]:
    """The forms of applications that nobody put in a file."""
    told = (Q(payload__email__iexact=one) for one in known)
    unfiled = Submission.objects.filter(matched_person__isnull=True, application__isnull=True)
    return unfiled.filter(reduce(or_, told, Q(pk__in=[]))).exclude(payload={})


def _clear_forms(known: Known, by: User | None, at: datetime) -> None:
    waiting = Q(state__in=[SubmissionState.NEW, SubmissionState.REVIEW])
    _forms(known).filter(waiting).update(payload={}, state=SubmissionState.WITHDRAWN)
    _forms(known).update(payload={})


def _clear_drafts(known: Known, by: User | None, at: datetime) -> None:
    for draft in Draft.objects.filter(email_key__in=known):
        forget_draft(draft, at=at)


def _offices(known: Known) -> QuerySet[OfficeRequest]:
    reached = Q(email_key__in=known) | Q(phone_key__in=known)
    return OfficeRequest.objects.filter(reached, person__isnull=True)


def _letters(known: Known) -> QuerySet[Letter]:
    """Those of no file, the letters of the requests themselves apart."""
    rows = Letter.objects.filter(to__in=known, person__isnull=True)
    return rows.exclude(template__startswith="crm_datarights/")


PLACES = [
    Place("Lettre d’information", lambda known: _subscribers(known).count(), _clear_subscribers),
    Place("Messages au site", lambda known: _messages(known).count(), _clear_messages),
    Place("Candidatures commencées", lambda known: Draft.objects.filter(email_key__in=known).count(), _clear_drafts),
    Place("Formulaires de candidature sans dossier", lambda known: _forms(known).count(), _clear_forms),
    Place(
        "Inscriptions au Forum",
        lambda known: Registration.objects.filter(
            email__in=known, person__isnull=True, forgotten_at__isnull=True
        ).count(),
        lambda known, by, at: registrations.forget_people([], known, at),
    ),
    Place(
        "Inscriptions à une journée découverte",
        lambda known: DiscoveryRegistration.objects.filter(
            email__in=known, person__isnull=True, forgotten_at__isnull=True
        ).count(),
        lambda known, by, at: visits.forget_addresses(known, by=by, at=at),
    ),
    Place(
        "Rendez-vous pris sans dossier",
        lambda known: appointments.unfiled_at(known).count(),
        lambda known, by, at: appointments.forget_addresses(known, by=by, at=at),
    ),
    Place(
        "Demandes de bureau",
        lambda known: _offices(known).count(),
        lambda known, by, at: offices.forget_people([], known),
    ),
    Place(
        "Demandes de résidence",
        lambda known: len(residences.unfiled(known)),
        lambda known, by, at: residences.forget([], known, at),
    ),
    Place("Messages à l’annuaire", lambda known: _relayed(known).count(), _clear_relayed),
    Place("Carnet de presse", lambda known: _journalists(known).count(), _clear_journalists),
    Place(
        "Envois en nombre",
        lambda known: Recipient.objects.filter(email__in=known, person__isnull=True).count(),
        lambda known, by, at: mailings.forget_addresses(known),
    ),
    Place(
        "Courriers",
        lambda known: _letters(known).count(),
        lambda known, by, at: _letters(known).delete(),
    ),
]  # fmt: skip
