"""What an unsubscription link carries: a name drawn at random, and its signature. It never expires."""

from __future__ import annotations

from django.core.signing import BadSignature, Signer

from .models import Recipient

# What a letter of trial carries: its page says that there is nothing to leave.
TRIAL = "essai"
# The first word of the subject of an e-mail that asks to leave; the token is the second.
ASKED_BY_MAIL = "desabonnement"


def _signer() -> Signer:
    return Signer(salt="crm.mailings.leave", sep=".")


def token_of(recipient: Recipient) -> str:
    """The same for ever: it is written again each time the letter is."""
    return _signer().sign(recipient.handle)


def recipient_of(token: str) -> Recipient | None:
    try:
        handle = _signer().unsign(token)
    except BadSignature:
        return None
    return Recipient.objects.select_related("mailing").filter(handle=handle).first()
