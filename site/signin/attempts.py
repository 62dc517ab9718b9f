"""How many tries a password or a code gets: counted for an account and for an address, whoever answers."""

from __future__ import annotations

import ipaddress
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q
from django.http import HttpRequest

from editorial.limits import client_address, give_back, take_for, tickets_of

# Tries, and the seconds after which each is given back.
PER_ACCOUNT = (5, 300)
PER_ADDRESS = (10, 60)
PER_CODE = (5, 300)
LETTERS_PER_ACCOUNT = (3, 900)
LETTERS_PER_ADDRESS = (20, 3600)
# Wrong codes after which a sign-in starts again from the password.
CODES_PER_SIGN_IN = 5

TOO_MANY = (
    "Trop d’essais en peu de temps\u00a0: par prudence, plus aucun n’est accepté. Attendez cinq minutes, "
    "puis recommencez. Si vous ne savez plus votre mot de passe, demandez-en un nouveau."
)


class TooMany(Exception):
    """No try is left for now."""


def neighbourhood(request: HttpRequest) -> str:
    """The address that asks; in IPv6 its network, all of whose addresses one subscriber may take."""
    asking = client_address(request)
    try:
        address = ipaddress.ip_address(asking)
    except ValueError:
        return asking
    if address.version == 4:
        return str(address)
    return str(ipaddress.ip_network((address, 64), strict=False))


def account_named(typed: str) -> Any | None:
    """The account that somebody names by its user name or its e-mail; None when it is none or several."""
    name = typed.strip()[:254]
    asked = Q(username__iexact=name) | Q(email__iexact=name)
    found = list(get_user_model()._default_manager.filter(asked)[:10]) if name else []
    exact = [account for account in found if account.username == name]
    alike = [account for account in found if account.username.lower() == name.lower()]
    by_mail = [account for account in found if account.email.lower() == name.lower()]
    return next((one[0] for one in (exact, alike, by_mail) if len(one) == 1), None)


def key_of(account: Any | None, typed: str = "") -> str:
    """What counts the tries of an account, by whichever of its names; of a name that nobody has too."""
    return f"compte-{account.pk}" if account else f"nom-{typed.strip().lower()[:254]}"


def take(request: HttpRequest, key: str) -> list[str]:
    """One try at a password: the tickets to give back if it was right. Raise TooMany."""
    tickets = [
        taken("signin-address", neighbourhood(request), PER_ADDRESS),
        taken("signin-account", key, PER_ACCOUNT),
    ]
    if not all(tickets):
        raise TooMany
    return tickets


def take_code(account: Any) -> None:
    """One try at a code. Raise TooMany."""
    if not taken("signin-code", key_of(account), PER_CODE):
        raise TooMany


def right_code(account: Any) -> None:
    give_back(tickets_of("signin-code", key_of(account), PER_CODE[0]))


def right_account(account: Any) -> None:
    """Somebody who read their mail and chose a password again has all their tries back."""
    give_back(tickets_of("signin-account", key_of(account), PER_ACCOUNT[0]))


def may_write(request: HttpRequest, email: str) -> bool:
    """Whether one more letter may be asked for an address, known or not."""
    return bool(
        taken("signin-letters-from", neighbourhood(request), LETTERS_PER_ADDRESS)
        and taken("signin-letters", email.lower(), LETTERS_PER_ACCOUNT)
    )


def taken(scope: str, who: str, limit: tuple[int, int]) -> str:
    return take_for(scope, who, tickets=limit[0], seconds=limit[1])
