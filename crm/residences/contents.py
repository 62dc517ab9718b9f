"""What is asked for, and what a request of the site says: kept, then read again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from crm.people.countries import FRANCE

DATES = ("starts_on", "ends_on")


@dataclass(frozen=True)
class Asked:
    """What somebody asks for. Both days are included."""

    project: str
    starts_on: date
    ends_on: date
    persons: int = 1
    lodging_wanted: bool = True
    office_wanted: bool = True


@dataclass(frozen=True)
class Told:
    """kind: a value of ResidenceKind; commune: an INSEE code; country: an ISO code of two letters."""

    kind: str = ""
    project: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    persons: int = 1
    lodging_wanted: bool = False
    office_wanted: bool = False
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    phone: str = ""
    commune: str = ""
    country: str = FRANCE

    @classmethod
    def read(cls, payload: Mapping[str, Any]) -> Told:
        said = {name: payload[name] for name in cls.__dataclass_fields__ if name in payload}
        for name in DATES:
            if said.get(name):
                said[name] = date.fromisoformat(said[name])
        return cls(**said)

    def payload(self) -> dict[str, Any]:
        said = asdict(self)
        return said | {name: said[name].isoformat() for name in DATES if said[name]}

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    def asked(self) -> Asked:
        """What the door of requests needs. Only for what still holds its dates."""
        if self.starts_on is None or self.ends_on is None:
            raise ValueError("this request was emptied")
        return Asked(
            project=self.project,
            starts_on=self.starts_on,
            ends_on=self.ends_on,
            persons=self.persons,
            lodging_wanted=self.lodging_wanted,
            office_wanted=self.office_wanted,
        )
