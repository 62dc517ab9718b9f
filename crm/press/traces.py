"""What mailings keep of a journalist beside their sheet: an address in a list, a letter."""

from __future__ import annotations

from crm.letters.models import Letter, LetterState
from crm.mailings.models import Nature, Recipient

from .models import PressContact


def forget(contact: PressContact) -> None:
    """Empty the address where no other sheet holds it; the numbers of the mailings stay."""
    key = contact.email_key
    if not key or PressContact.objects.filter(email_key=key).exclude(pk=contact.pk).exists():
        return
    rows = Recipient.objects.filter(mailing__nature=Nature.PRESS, email=key)
    letters = Letter.objects.filter(pk__in=list(rows.values_list("letter", flat=True)))
    # One that is being sent right now is noted first; the purge of letters takes it.
    letters.exclude(state=LetterState.SENDING).delete()
    rows.update(email="", fields={})
