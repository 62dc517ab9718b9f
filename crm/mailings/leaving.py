"""A letter of a mailing as it leaves: asked again whether it may, then written."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import quote

from django.conf import settings

from crm.consents.models import EVERYTHING
from crm.letters.leaving import LEAVES, Answer, Outgoing
from crm.letters.models import Letter
from editorial.models import IdentitySettings

from .audiences import AUDIENCES, Addressee
from .models import Mailing, MailingState, Recipient
from .rendering import leave_address, rendered
from .running import STOPPED
from .sorting import NOT_AGREED, refusals
from .tokens import ASKED_BY_MAIL, token_of

PREFIX = "mailing-"
GONE = "destinataire effacé"


def _recipient(letter: Letter) -> Recipient | None:
    rows = Recipient.objects.select_related("mailing", "person")
    return rows.filter(letter=letter).first()


def gate(letter: Letter, at: datetime) -> Answer:
    """Whether a letter of a mailing may leave at this moment; one of another room always may."""
    if not letter.batch.startswith(PREFIX):
        return LEAVES
    recipient = _recipient(letter)
    if recipient is None or not recipient.email:
        return Answer(withheld=GONE)
    state = recipient.mailing.state
    if state == MailingState.PAUSED:
        return Answer(parked=True)
    if state == MailingState.STOPPED:
        return Answer(withheld=STOPPED)
    return Answer(withheld=_refusal(recipient, at))


def _refusal(recipient: Recipient, at: datetime) -> str:
    """Why somebody may not be written to any more, "" when they may."""
    public = recipient.mailing.audience
    one = Addressee(recipient.email, recipient.person)
    reason = refusals([one], public or EVERYTHING, at).get(recipient.email, "")
    if reason or not public:
        return reason
    audience = AUDIENCES.get(public)
    agrees = audience is not None and audience.agrees(recipient.email, at)
    return "" if agrees else NOT_AGREED


def compose(letter: Letter) -> Outgoing:
    """Write a letter from its mailing and its recipient. Raises ValueError when the recipient is gone."""
    recipient = _recipient(letter)
    if recipient is None:
        raise ValueError(GONE)
    mailing = recipient.mailing
    token = token_of(recipient) if mailing.audience else ""
    leave = leave_address(token) if token else ""
    sender = IdentitySettings.of_the_site()
    seen = rendered(mailing, recipient.fields, public=mailing.audience, leave=leave, sender=sender)
    return Outgoing(
        subject=letter.subject,
        text=seen.text,
        html=seen.html,
        headers=_headers(mailing, leave, token),
        reply_to=sender.email,
    )


def _headers(mailing: Mailing, leave: str, token: str) -> dict[str, str]:
    """RFC 2369 and 8058: mail readers offer to leave by themselves, in one click."""
    headers = {"Precedence": "bulk"}
    if not leave:
        return headers
    ways = [f"<{leave}un-clic/>"]
    if to := settings.UNSUBSCRIBE_ADDRESS:
        ways.append(f"<mailto:{to}?subject={quote(f'{ASKED_BY_MAIL} {token}')}>")
    return headers | {
        "List-Unsubscribe": ", ".join(ways),
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
