"""The message that a mail server is given: its link made now, its addresses, its identifier."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import datetime
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from . import links
from .leaving import Outgoing, composed
from .models import Letter

# What a letter's text holds in place of the token of its link.
TOKEN = "{jeton}"  # noqa: S105  # nosec B105


def new_message_id(letter: Letter) -> str:
    """An identifier that nobody guesses: what comes back under it did answer that letter."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return f"<{letter.pk}.{secrets.token_hex(8)}@{domain}>"


def message_of(letter: Letter, at: datetime) -> EmailMultiAlternatives:
    """Build the message, with a link that is made now. Raises ValueError when it cannot be."""
    out = _linked(letter, composed(letter), at)
    message = EmailMultiAlternatives(
        out.subject,
        out.text,
        from_email=settings.BOUNCES_ADDRESS or settings.DEFAULT_FROM_EMAIL,
        to=[letter.to],
        reply_to=[out.reply_to] if out.reply_to else None,
        headers={
            "Auto-Submitted": "auto-generated",
            "From": settings.DEFAULT_FROM_EMAIL,
            "Message-ID": letter.message_id,
            **out.headers,
        },
    )
    if out.html:
        message.attach_alternative(out.html, "text/html")
    message.message()
    return message


def _linked(letter: Letter, out: Outgoing, at: datetime) -> Outgoing:
    if not letter.link_purpose or TOKEN not in out.text:
        return out
    token = links.make(letter.link_purpose, letter.link_target, at=at)
    return replace(out, text=out.text.replace(TOKEN, token), html=out.html.replace(TOKEN, token))
