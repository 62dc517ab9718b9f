"""What a message says, as it is kept and read again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from crm.people.contacts import normalise_phone, read_phone
from crm.people.countries import FRANCE, country_name
from territory.models import Commune

# Working days as `date.weekday` counts them.
DAYS = {"0": "lundi", "1": "mardi", "2": "mercredi", "3": "jeudi", "4": "vendredi"}
MOMENTS = {"am": "le matin", "noon": "à midi", "pm": "l’après-midi", "evening": "le soir"}
COLON = "\N{NO-BREAK SPACE}:"


@dataclass(frozen=True)
class Message:
    """days and moments: keys of DAYS and MOMENTS; commune: an INSEE code; page: a path of the site."""

    first_name: str = ""
    last_name: str = ""
    email: str = ""
    phone: str = ""
    days: list[str] = field(default_factory=list)
    moments: list[str] = field(default_factory=list)
    commune: str = ""
    country: str = FRANCE
    text: str = ""
    heard: str = ""
    page: str = ""

    @classmethod
    def read(cls, payload: Mapping[str, Any]) -> Message:
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
    def when(self) -> str:
        """When to call: « lundi ou mardi, le matin », "" when any time will do."""
        days = either([DAYS[day] for day in self.days if day in DAYS])
        moments = either([MOMENTS[one] for one in self.moments if one in MOMENTS])
        return ", ".join(filter(None, [days, moments]))

    @property
    def place(self) -> str:
        """Where they live: « Lyon », « Belgique », "" when it was not said."""
        if self.commune:
            return str(Commune.objects.filter(pk=self.commune).first() or "")
        return "" if self.country == FRANCE else country_name(self.country)

    def account(self) -> str:
        """All that was said, as an exchange keeps it in a file."""
        told = {
            "À rappeler": self.when,
            "Téléphone donné": self.number,
            "Courriel donné": self.email,
            "Vit à": self.place,
            "Nous connaît par": self.heard,
            "Écrit depuis la page": self.page,
        }
        lines = [f"{label}{COLON} {value}" for label, value in told.items() if value]
        return "\n\n".join(filter(None, [self.text, "\n".join(lines)]))


def either(words: Sequence[str]) -> str:
    """Return « lundi, mardi ou jeudi »."""
    *first, last = words or [""]
    return f"{', '.join(first)} ou {last}" if first else last
