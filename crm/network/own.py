"""What a person's own link opens: their card; what the link of a letter reports: one message."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from crm.letters import links
from crm.people.contacts import normalise_email
from crm.people.models import ContactKind, Person

from . import letters
from .letters import OWN_LINK, REPORT_LINK
from .models import Card, ContactMessage


def card_of(token: str, *, at: datetime | None = None) -> Card | None:
    """The card of the person to whom a link was sent, that of the survivor of a merged file."""
    link = links.find(OWN_LINK, token, at=at)
    person = Person.objects.filter(pk=int(link.target)).first() if link else None
    if person is None:
        return None
    rows = Card.objects.filter(person__anonymised_at__isnull=True).select_related(
        "person", "commune"
    )
    return rows.filter(person=person.merged_into_id or person.pk).first()


def message_of(token: str, *, at: datetime | None = None) -> ContactMessage | None:
    link = links.find(REPORT_LINK, token, at=at)
    return ContactMessage.objects.filter(pk=int(link.target)).first() if link else None


def ask_again(email: str, *, at: datetime | None = None) -> None:
    """Send the link of their card to whoever has one at this address; nothing elsewhere."""
    now = at or timezone.now()
    known = Card.objects.filter(
        person__contact_points__kind=ContactKind.EMAIL,
        person__contact_points__normalised=normalise_email(email),
        person__anonymised_at__isnull=True,
        person__merged_into__isnull=True,
    )
    for card in known.select_related("person").distinct()[:3]:
        letters.about_the_card(card, "link", now)


def is_public(card: Card, *, at: datetime | None = None) -> bool:
    day = timezone.localdate(at or timezone.now())
    return Card.objects.public(day).filter(pk=card.pk).exists()
