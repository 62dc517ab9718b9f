"""Messages that mail servers send back: read, matched with the letter that left, noted."""

from __future__ import annotations

import logging
import mailbox
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.message import Message
from pathlib import Path

from crm.letters import returns
from crm.letters.returns import Return, Weight
from crm.people.contacts import normalise_email

from .models import Recipient
from .tokens import ASKED_BY_MAIL, recipient_of
from .unsubscribing import BY_MAIL, leave

# More than any server needs to say that it did not deliver.
BYTES_AT_MOST = 1_000_000
PARTS_AT_MOST = 60
RECIPIENTS_AT_MOST = 20
NOT_FAILURES = {"delayed", "delivered", "relayed", "expanded"}

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Told:
    """What a message says did not arrive. message_id: of the letter that came back, "" when not said."""

    address: str
    status: str
    message_id: str = ""


def read(raw: bytes, at: datetime) -> list[Weight]:
    """Note what a message says; nothing when it says nothing, is no return, or is beyond reading."""
    if recipient := asks_to_leave(raw):
        leave(recipient, BY_MAIL, at=at)
        return []
    return _noted(understood(raw), at)


def asks_to_leave(raw: bytes) -> Recipient | None:
    """Who asks by e-mail to leave, as the List-Unsubscribe header lets mail readers do: a signed token."""
    try:
        subject = _text(message_from_bytes(raw[:BYTES_AT_MOST]), "Subject")
    except Exception:  # as below
        return None
    asked, _, token = subject.partition(" ")
    return recipient_of(token) if asked == ASKED_BY_MAIL else None


def _noted(told: Iterable[Told], at: datetime) -> list[Weight]:
    return [_note(one, at) for one in told]


def _note(told: Told, at: datetime) -> Weight:
    letter = returns.letter_of(told.message_id, told.address, at)
    if letter is None:
        # Nobody here wrote to that address lately: whoever says that it is dead has no proof.
        return Weight.NONE
    return returns.note(Return(normalise_email(letter.to), told.status, letter), at)


def understood(raw: bytes) -> list[Told]:
    """What did not arrive, as a message says it (RFC 3464, or the older manner of Exim)."""
    try:
        message = message_from_bytes(raw[:BYTES_AT_MOST])
        return _unique(_reported(message))
    except Exception:  # whatever was sent here: the next message must be read all the same
        logger.exception("A message that came back could not be read.")
        return []


def _reported(message: Message) -> Iterator[Told]:
    named = _message_id(message)
    reported = False
    for part in _parts(message):
        if part.get_content_type() == "message/delivery-status":
            reported = True
            yield from _recipients(part, named)
    if not reported and (failed := _text(message, "X-Failed-Recipients")):
        status = returns.status_in_words(_first_words(message))
        for address in failed.split(",")[:RECIPIENTS_AT_MOST]:
            yield Told(normalise_email(address), status, named)


def _parts(message: Message) -> Iterator[Message]:
    for rank, part in enumerate(message.walk()):
        if rank >= PARTS_AT_MOST:
            return
        yield part


def _recipients(part: Message, named: str) -> Iterator[Told]:
    blocks = part.get_payload()
    if not isinstance(blocks, list):
        return
    for block in blocks[: RECIPIENTS_AT_MOST + 1]:
        if not isinstance(block, Message):
            continue
        address = _address(block)
        status = _text(block, "Status").split(" ")[0]
        if not address or _text(block, "Action").lower() in NOT_FAILURES:
            continue
        yield Told(address, _precise(status, _text(block, "Diagnostic-Code")), named)


def _precise(status: str, diagnostic: str) -> str:
    """The status, or the one that the server gave in words when the first says nothing (5.0.0)."""
    known = returns.ENHANCED.fullmatch(status)
    if known and not status.endswith(".0.0"):
        return status
    said = returns.ENHANCED.search(diagnostic)
    if said:
        return said[1]
    code = next((int(word) for word in diagnostic.split() if word.isdigit() and len(word) == 3), 0)
    return returns.status_of(code, "") if code else (status if known else "")


def _address(block: Message) -> str:
    """« rfc822; nom@example.org »: what the letter was written to, before any forwarding."""
    said = _text(block, "Original-Recipient") or _text(block, "Final-Recipient")
    return normalise_email(said.rpartition(";")[2].strip().strip("<>"))[:254]


def _message_id(message: Message) -> str:
    """The identifier of the letter that came back: that of the message inside, or the one answered to."""
    for part in _parts(message):
        kind = part.get_content_type()
        if kind == "message/rfc822" and isinstance(inside := part.get_payload(), list) and inside:
            if found := _text(inside[0], "Message-ID"):
                return found[:120]
        elif kind == "text/rfc822-headers":
            headers = message_from_bytes(_bytes(part))
            if found := _text(headers, "Message-ID"):
                return found[:120]
    return _text(message, "In-Reply-To")[:120]


def _bytes(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _first_words(message: Message) -> str:
    plain = (part for part in _parts(message) if part.get_content_type() == "text/plain")
    return _bytes(first)[:20_000].decode("utf-8", "replace") if (first := next(plain, None)) else ""


def _text(message: object, name: str) -> str:
    """A header on one line, "" when there is none or when it cannot be read."""
    value = message.get(name, "") if isinstance(message, Message) else ""
    return " ".join(str(value).split())[:2000]


def _unique(told: Iterable[Told]) -> list[Told]:
    """One word an address, those without a status that means something left out."""
    kept = {one.address: one for one in told if one.address and one.status}
    return list(kept.values())[:RECIPIENTS_AT_MOST]


def read_maildir(path: str, at: datetime) -> int:
    """Read what is new in a Maildir; delete what was understood, leave the rest as seen. How many were new."""
    box = mailbox.Maildir(Path(path), create=False)
    new = [key for key in box.iterkeys() if box.get_message(key).get_subdir() == "new"]
    for key in new:
        with box.get_file(key) as file:
            raw = file.read(BYTES_AT_MOST)
        if asks_to_leave(raw) or understood(raw):
            read(raw, at)
            box.discard(key)
            continue
        seen = box.get_message(key)
        seen.set_subdir("cur")
        seen.add_flag("S")
        box[key] = seen
    return len(new)
