"""What a registration says: who answers for it, and who comes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Coming:
    """One person of a group. `workshops`: the numbers of the slots that they chose."""

    last_name: str
    first_name: str = ""
    organisation: str = ""
    access_needs: str = ""
    workshops: Sequence[int] = ()

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()


@dataclass(frozen=True)
class Group:
    """Who answers for a group by e-mail, and all those who come, the former among them or not."""

    last_name: str
    email: str
    people: Sequence[Coming]
    first_name: str = ""
    phone: str = ""
    organisation: str = ""
    wants_call: bool = False
    wants_invitations: bool = False
    origin: str = ""
    declared_source: str = ""
