"""What an application form holds once it is valid, as it is kept and read again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from crm.people.services import Identity
from territory.models import Commune


@dataclass(frozen=True)
class Answers:
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    phone: str = ""
    birth_year: int | None = None
    commune: str = ""  # INSEE code
    country: str = "FR"
    professional_status: str = ""
    trade: str = ""
    project: str = ""
    experience_years: int | None = None
    needs: str = ""
    lodging: bool = False
    people: int | None = None
    arrives_on: str = ""  # ISO days, as a payload keeps them
    leaves_on: str = ""
    arrival: str = ""
    accessibility: str = ""
    companions: str = ""  # addresses and codes, as typed
    newsletter: bool = False

    @classmethod
    def read(cls, payload: Mapping[str, Any]) -> Answers:
        return cls(**{name: payload[name] for name in cls.__dataclass_fields__ if name in payload})

    def identity(self) -> Identity:
        return Identity(
            first_name=self.first_name,
            last_name=self.last_name,
            email=self.email,
            phone=self.phone,
            birth_year=self.birth_year,
            commune=Commune.objects.filter(pk=self.commune).first() if self.commune else None,
            country=self.country,
            professional_status=self.professional_status,
            trade=self.trade,
        )
