"""Letters that come back: what a status code says of an address, and who hears of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from types import MappingProxyType

from django.db import transaction

from .models import Letter, LetterState

ENHANCED = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])")
# What is not the address's fault: a message too big, a content or a policy refused, a sender unknown.
OF_THE_LETTER = re.compile(r"5\.(?:1\.[78]|2\.3|3\.\d+|5\.\d+|6\.\d+|7\.\d+)$")
FULL = "5.2.2"
# Without an enhanced code: 552 is a full mailbox, the others of 55x an address that does not exist.
BY_REPLY = {550: "5.1.1", 551: "5.1.6", 552: FULL, 553: "5.1.3"}
REPLY = re.compile(r"(?<!\d)([45][0-5]\d)[ -]")
RECENT = timedelta(days=30)
SOFT_AT_MOST = 3


class Weight(Enum):
    """What a return says: the address is dead, it is unwell, or it has nothing to do with it."""

    HARD = "hard"
    SOFT = "soft"
    NONE = "none"


@dataclass(frozen=True)
class Return:
    """A letter that came back. `address` as it was written to; `status` as "5.1.1"."""

    address: str
    status: str
    letter: Letter | None = None


# Called in the transaction that notes the return, once an address is known to be dead.
Listener = Callable[[str, datetime], object]

_listeners: dict[str, Listener] = {}
LISTENERS = MappingProxyType(_listeners)


def register(name: str, listener: Listener) -> None:
    """Called from AppConfig.ready of a room that keeps addresses; constant afterwards."""
    if _listeners.get(name, listener) is not listener:
        raise RuntimeError(f"Two rooms hear of dead addresses as « {name} ».")
    _listeners[name] = listener


def status_of(code: int, told: str) -> str:
    """The enhanced status of a server's reply: the one that it says, or the one that its code means."""
    found = ENHANCED.search(told)
    return found[1] if found else BY_REPLY.get(code, f"{code // 100}.0.0")


def status_in_words(told: str) -> str:
    """The status that a text tells of, that of a passing refusal when it tells of none."""
    if found := ENHANCED.search(told):
        return found[1]
    reply = REPLY.search(told)
    return status_of(int(reply[1]), "") if reply else "4.0.0"


def weight(status: str) -> Weight:
    if not status.startswith("5."):
        return Weight.SOFT if status.startswith("4.") else Weight.NONE
    if status == FULL:
        return Weight.SOFT
    return Weight.NONE if OF_THE_LETTER.match(status) else Weight.HARD


@transaction.atomic
def note(back: Return, at: datetime) -> Weight:
    """Note a return on its letter; tell the rooms when the address is dead. The same one twice is one."""
    if back.letter is not None:
        Letter.objects.filter(pk=back.letter.pk).update(bounced_at=at, bounce_status=back.status)
    said = weight(back.status)
    if said == Weight.SOFT and _unwell(back.address, at):
        said = Weight.HARD
    if said == Weight.HARD:
        for listener in _listeners.values():
            listener(back.address, at)
    return said


def _unwell(address: str, at: datetime) -> bool:
    """Whether enough letters came back from an address in a month, for reasons that pass."""
    rows = Letter.objects.filter(to__iexact=address, bounced_at__gt=at - RECENT)
    states = rows.values_list("bounce_status", flat=True)
    return sum(weight(status) == Weight.SOFT for status in states) >= SOFT_AT_MOST


def letter_of(message_id: str, address: str, at: datetime) -> Letter | None:
    """The letter that came back: by its identifier, or the last one sent to that address in a month."""
    if message_id and (named := Letter.objects.filter(message_id=message_id).first()):
        return named
    sent = Letter.objects.filter(
        to__iexact=address, state=LetterState.SENT, sent_at__gt=at - RECENT, sent_at__lte=at
    )
    return sent.order_by("-sent_at", "-pk").first() if address else None
