"""What is forgotten of people beside the rows of their circle: the link to it, and partners that they are."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q

from crm.letters.models import Letter, SecretLink
from crm.people.models import ContactKind, ContactPoint

from .letters import OWN_LINK
from .models import Helper


def forget_in_the_circles(ids: Sequence[int]) -> None:
    """Delete the links to their circles, and the places that they held in those of others."""
    keys = [str(pk) for pk in ids]
    SecretLink.objects.filter(purpose=OWN_LINK, target__in=keys).delete()
    addresses = ContactPoint.objects.filter(person__in=ids, kind=ContactKind.EMAIL)
    held = Helper.objects.filter(email_key__in=list(addresses.values_list("normalised", flat=True)))
    for pk, email in held.values_list("pk", "email"):
        told = Q(key__startswith=f"cercle-ask-{pk}-") | Q(key__startswith=f"cercle-told-{pk}-")
        Letter.objects.filter(told | Q(to=email, key__startswith="cercle-")).delete()
    held.delete()
