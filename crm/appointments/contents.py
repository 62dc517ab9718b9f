"""What whoever books says of themselves, as it is kept and read again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from crm.people.contacts import normalise_phone, read_phone
from crm.people.countries import FRANCE, country_name
from territory.models import Commune


@dataclass(frozen=True)
class Said:
    """commune: an INSEE code; words: what they would like to speak of."""

    first_name: str = ""
    last_name: str = ""
    email: str = ""
    phone: str = ""
    commune: str = ""
    country: str = FRANCE
    words: str = ""

    @classmethod
    def read(cls, payload: Mapping[str, Any]) -> Said:
        return cls(**{name: payload[name] for name in cls.__dataclass_fields__ if name in payload})

    def payload(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def number(self) -> str:
        """The telephone number as people read it."""
        return read_phone(normalise_phone(self.phone)) or self.phone

    @property
    def home(self) -> str:
        """Where they live: « Lyon », « Belgique », "" when it was not said."""
        if self.commune:
            return str(Commune.objects.filter(pk=self.commune).first() or "")
        return "" if self.country == FRANCE else country_name(self.country)
