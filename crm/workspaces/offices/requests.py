"""The doors of office requests: received, put under a file, waited for, answered, refused, withdrawn."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from crm.consents.models import Purpose, Wording
from crm.consents.services import note
from crm.journal.models import Action
from crm.journal.refusal import Refused
from crm.journal.services import record
from crm.journeys.models import TouchKind
from crm.journeys.touches import Arrival, arrived
from crm.people.contacts import normalise_email, normalise_phone
from crm.people.models import Person
from crm.people.provenance import on_form
from crm.people.services import Identity, heard_from, open_file
from telecentre.models import Site

from ..models import OFFICE_PATHS, OfficeRequest, OfficeState
from . import letters
from .matching import sure_match

if TYPE_CHECKING:
    from django.contrib.auth.models import User

NOTICE = "bureau"
FORM = on_form("demande de bureau")
ALREADY = "Cette personne attend déjà un bureau."


@dataclass(frozen=True)
class Wish:
    """What is asked for: days of a week (Monday is 0), from a day on. `site` None where any will do."""

    wished_from: date
    days: tuple[int, ...]
    desks: int = 1
    site: Site | None = None
    text: str = ""

    @property
    def columns(self) -> dict[str, Any]:
        return {
            "wished_from": self.wished_from,
            "weekdays": "".join(str(day) for day in sorted(set(self.days))),
            "desks": self.desks,
            "site": self.site,
            "text": self.text,
        }


@dataclass(frozen=True)
class Asker:
    """Who asks, as they said it."""

    first_name: str
    last_name: str
    email: str = ""
    phone: str = ""

    @property
    def payload(self) -> dict[str, str]:
        return {
            "first_name": self.first_name,
            "last_name": self.last_name,
            "email": self.email,
            "phone": self.phone,
        }


@transaction.atomic
def receive(
    form_key: uuid.UUID,
    asker: Asker,
    wish: Wish,
    *,
    wording: Wording | None = None,
    origin: str = "",
    at: datetime | None = None,
) -> OfficeRequest:
    """Keep a post of the site; the same form key twice is one request. Whoever sends it learns nothing of our files."""
    now = at or timezone.now()
    row, new = OfficeRequest.objects.get_or_create(
        form_key=form_key,
        defaults=wish.columns
        | {
            "payload": asker.payload,
            "email_key": normalise_email(asker.email),
            "phone_key": normalise_phone(asker.phone),
            "wording": wording,
            "origin": origin,
            "received_at": now,
        },
    )
    if not new:
        return row
    if person := sure_match(row):
        attach(row, person, at=now)
    letters.received(row, now)
    return row


@transaction.atomic
def note_request(
    person: Person, wish: Wish, *, by: User | None, at: datetime | None = None
) -> OfficeRequest:
    """Note what somebody who has a file asks for at the desk."""
    now = at or timezone.now()
    row = OfficeRequest.objects.create(person=person, received_at=now, **wish.columns)
    record(Action.CREATED, row, by=by, person_id=person.pk, at=now)
    heard_from(person, at=now)
    return row


def hold(row: OfficeRequest) -> OfficeRequest:
    rows = OfficeRequest.objects.select_for_update(of=("self",)).select_related("person", "site")
    return rows.get(pk=row.pk)


@transaction.atomic
def attach(
    row: OfficeRequest, person: Person, *, by: User | None = None, at: datetime | None = None
) -> OfficeRequest:
    """Put a request under a file. The file itself is never rewritten."""
    now = at or timezone.now()
    if person.anonymised_at or person.merged_into_id:
        raise Refused("Ce dossier est anonymisé ou fusionné\u00a0: choisissez-en un autre.")
    locked = hold(row)
    if locked.person_id is not None and locked.state != OfficeState.NEW:
        raise Refused("Une suite a déjà été donnée dans ce dossier\u00a0: la demande y reste.")
    locked.person = person
    locked.save(update_fields=["person"])
    if locked.wording is not None:
        note(
            person, Purpose.NOTICE, given=True, channel="formulaire", wording=locked.wording,
            proof=f"formulaire {locked.form_key}", by=by, at=locked.received_at,
        )  # fmt: skip
    arrived(person, Arrival(TouchKind.OFFICE, locked.origin, locked.received_at))
    letters.give_to(person, locked)
    heard_from(person, at=locked.received_at)
    record(Action.CHANGED, locked, by=by, person_id=person.pk, fields=["person"], at=now)
    row.refresh_from_db()
    return row


@transaction.atomic
def open_for(row: OfficeRequest, *, by: User | None, at: datetime | None = None) -> Person:
    """Open a file for somebody who has none, with what they wrote, and put the request under it."""
    now = at or timezone.now()
    locked = hold(row)
    if locked.person is not None:
        raise Refused(f"Cette demande est déjà au dossier de {locked.person}.")
    if not locked.payload:
        raise Refused(
            "Les coordonnées de cette demande sont effacées\u00a0: il n’en reste pas de quoi ouvrir un dossier."
        )
    person = open_file(Identity(**locked.payload), origin=FORM, by=by, at=locked.received_at)
    attach(row, person, by=by, at=now)
    return person


@transaction.atomic
def move_request(
    row: OfficeRequest,
    to: OfficeState,
    *,
    by: User | None = None,
    reason: str = "",
    at: datetime | None = None,
) -> OfficeRequest:
    """The only door between the states of a request."""
    now = at or timezone.now()
    locked = hold(row)
    before = OfficeState(locked.state)
    if to not in OFFICE_PATHS[before]:
        raise Refused(
            f"Une demande «\u00a0{before.label}\u00a0» ne devient pas «\u00a0{OfficeState(to).label}\u00a0»."
        )
    if to in {OfficeState.WAITING, OfficeState.GIVEN} and locked.person is None:
        raise Refused("Rattachez d’abord la demande à un dossier.")
    if to == OfficeState.REFUSED and not reason.strip():
        raise Refused("Indiquez pourquoi la demande est refusée\u00a0: la personne lira ce motif.")
    handled = to != OfficeState.NEW
    locked.state = to
    locked.reason = reason.strip()[:500] if handled else ""
    locked.handled_at = now if handled else None
    locked.handled_by = by if handled else None
    try:
        with transaction.atomic():
            locked.save(update_fields=["state", "reason", "handled_at", "handled_by"])
    except IntegrityError as error:
        raise Refused(ALREADY) from error
    record(
        Action.MOVED, locked, by=by, person_id=locked.person_id, before=before, after=to,
        reason=reason.strip(), at=now,
    )  # fmt: skip
    row.refresh_from_db()
    return row


@transaction.atomic
def answer(
    row: OfficeRequest, text: str, *, by: User | None, at: datetime | None = None
) -> OfficeRequest:
    """Write to whoever asks. A request that nobody had dealt with is answered by it; another stays as it is."""
    now = at or timezone.now()
    if not letters.address_of(row):
        raise Refused("Aucune adresse électronique n’est connue\u00a0: appelez.")
    if not text.strip():
        raise Refused("Écrivez la réponse\u00a0: une lettre vide ne part pas.")
    letters.answered(row, text.strip(), now)
    if row.state == OfficeState.NEW:
        return move_request(
            row, OfficeState.ANSWERED, by=by, reason="Répondu par courriel.", at=now
        )
    record(Action.CHANGED, row, by=by, person_id=row.person_id, fields=["answer"], at=now)
    return row
