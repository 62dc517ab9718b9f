"""A public for the tests: it holds its agreements in a set, as a room would in its table."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from crm.mailings import audiences
from crm.mailings.audiences import Addressee, Audience
from crm.mailings.launching import Plan
from crm.mailings.models import Nature
from tests.crm.factories import make_person


class Public:
    def __init__(self, label: str = "la lettre d’information") -> None:
        self.addresses: set[str] = set()
        self.left: list[tuple[str, str]] = []
        self.audience = Audience(label, self.members, self.agrees, self.leave, "write_to_us")

    def members(self, at: datetime) -> list[Addressee]:
        return [Addressee(one) for one in sorted(self.addresses)]

    def agrees(self, address: str, at: datetime) -> bool:
        return address in self.addresses

    def leave(self, address: str, how: str, at: datetime) -> None:
        self.addresses.discard(address)
        self.left.append((address, how))


@contextmanager
def held(code: str = "newsletter") -> Iterator[Public]:
    """Hold a public under a code, in the place of the room that holds it otherwise."""
    public, before = Public(), audiences._audiences.get(code)
    audiences._audiences[code] = public.audience
    try:
        yield public
    finally:
        audiences._audiences.pop(code)
        if before is not None:
            audiences._audiences[code] = before


def plan(key: str = "essai-1", **more: object) -> Plan:
    known: dict[str, object] = {
        "nature": Nature.PROMOTION,
        "title": "Lettre d’information n° 4",
        "subject": "Des nouvelles de Murat",
        "text": "Bonjour {prenom},\n\n## Au programme\n\n- un atelier\n- une visite",
        "audience": "newsletter",
        "per_minute": 30_000,
    } | more
    return Plan(key, **known)  # type: ignore[arg-type]


def people(public: Public, count: int = 3) -> list[Addressee]:
    """Some who have a file and agree."""
    made = [
        make_person(first_name="Rose", email=f"rose{rank}@example.org") for rank in range(count)
    ]
    found = [Addressee(f"rose{rank}@example.org", one) for rank, one in enumerate(made)]
    public.addresses.update(one.email for one in found)
    return found
