"""The number of an establishment: fourteen digits, of which the last one is a key."""

from __future__ import annotations

import re

from crm.journal.refusal import Refused

LENGTH = 14
# The establishments of La Poste, but the head office, have no key: their digits add up to a multiple of five.
LA_POSTE = "356000000"


def read_siret(typed: str) -> str:
    """Return the fourteen digits of what was typed, "" for nothing. Raises Refused when the key is wrong."""
    digits = re.sub(r"[\s.\u00a0\u202f-]", "", typed)
    if not digits:
        return ""
    if not re.fullmatch(rf"[0-9]{{{LENGTH}}}", digits):
        raise Refused(f"Un numéro SIRET a {LENGTH} chiffres.")
    if not has_right_key(digits):
        raise Refused("Ce numéro SIRET n’existe pas : vérifiez les chiffres.")
    return digits


def has_right_key(digits: str) -> bool:
    if _luhn(digits) and set(digits) != {"0"}:
        return True
    return digits.startswith(LA_POSTE) and sum(map(int, digits)) % 5 == 0


def _luhn(digits: str) -> bool:
    """One digit in two is doubled, from the right; the digits of all of them add up to a multiple of ten."""
    doubled = (int(digit) * (1 + rank % 2) for rank, digit in enumerate(reversed(digits)))
    return sum(value // 10 + value % 10 for value in doubled) % 10 == 0


def written(siret: str) -> str:
    """« 123 456 789 00012 », with spaces that never break."""
    parts = (siret[:3], siret[3:6], siret[6:9], siret[9:])
    return "\N{NO-BREAK SPACE}".join(part for part in parts if part)
