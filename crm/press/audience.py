"""The audience « press » of the mailings: journalists who have not objected. Their right is to say no."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction

from crm.consents.models import SuppressionReason
from crm.consents.suppression import suppress
from crm.journal.models import Action
from crm.journal.services import record
from crm.mailings.audiences import Addressee, Audience
from crm.people.contacts import normalise_email

from .models import PressContact

CODE = "press"
BY_LINK = "lien d’un courrier"


def addressee(contact: PressContact) -> Addressee:
    return Addressee(
        contact.email_key,
        fields={
            "prenom": contact.first_name,
            "nom": contact.last_name,
            "civilite": contact.get_civility_display() if contact.civility else "",
        },
    )


def members(at: datetime) -> Iterator[Addressee]:
    return (addressee(contact) for contact in PressContact.objects.reached())


def agrees(address: str, at: datetime) -> bool:
    """Whether an address is that of somebody of the press, and of nobody who objected."""
    rows = PressContact.objects.filter(email_key=normalise_email(address))
    found = list(rows.values_list("opted_out_at", "bounced_at"))
    return bool(found) and not any(out or bounced for out, bounced in found)


@transaction.atomic
def leave(address: str, how: str, at: datetime) -> int:
    """Note that whoever holds an address wants nothing more. Return how many sheets hold it."""
    key = normalise_email(address)
    rows = PressContact.objects.select_for_update().filter(email_key=key, opted_out_at__isnull=True)
    gone = list(rows)
    for contact in gone:
        contact.opted_out_at, contact.opted_out_how = at, how[:120]
        contact.save(update_fields=["opted_out_at", "opted_out_how"])
        record(Action.CHANGED, contact, fields=["opted_out_at"], reason=how, at=at)
    # Sheets go one day; what the address asked for stays.
    suppress(key, scope=CODE, reason=SuppressionReason.OBJECTION, at=at)
    return len(gone)


AUDIENCE = Audience("notre carnet de presse", members, agrees, leave)
