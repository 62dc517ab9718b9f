"""From a postcode to the communes that share it: what lets a form ask for the commune."""

from __future__ import annotations

import re

from territory.models import Commune

POSTCODE = re.compile(r"\d{5}", re.ASCII)


def is_postcode(text: str) -> bool:
    return POSTCODE.fullmatch(text) is not None


def communes_of(postcode: str) -> list[Commune]:
    """The communes that share a postcode, by name; none when it is not five digits."""
    return list(Commune.objects.with_postcode(postcode)) if is_postcode(postcode) else []
