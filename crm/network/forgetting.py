"""What is forgotten of people beside the rows that name them: their links, and what they wrote to others."""

from __future__ import annotations

from collections.abc import Sequence

from crm.letters.models import SecretLink
from crm.letters.services import letters_of
from crm.people.models import ContactKind, ContactPoint

from .letters import OWN_LINK, message_key
from .models import ContactMessage


def forget_in_the_network(ids: Sequence[int]) -> None:
    """Delete the links to their cards, and the messages that they sent from an address of theirs."""
    keys = [str(pk) for pk in ids]
    SecretLink.objects.filter(purpose=OWN_LINK, target__in=keys).delete()
    addresses = ContactPoint.objects.filter(person__in=ids, kind=ContactKind.EMAIL)
    sent = ContactMessage.objects.filter(
        email_key__in=list(addresses.values_list("normalised", flat=True))
    )
    for message in sent:
        letters_of(message_key(message)).delete()
    sent.delete()
