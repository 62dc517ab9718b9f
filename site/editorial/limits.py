"""How often one address may do something on the public side; counted in a cache that processes share."""

from __future__ import annotations

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest
from django.utils.crypto import salted_hmac


def client_address(request: HttpRequest) -> str:
    """Return the address that asks. Behind PROXY_HOPS proxies, only what they added is believed."""
    hops: int = settings.PROXY_HOPS
    told = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
    if hops and len(told) >= hops and told[-hops]:
        return told[-hops]
    return str(request.META.get("REMOTE_ADDR", ""))


def take_ticket(scope: str, request: HttpRequest, *, tickets: int, seconds: int) -> bool:
    """Take one of an address's tickets, each given back after some seconds. False when none is left."""
    return bool(take_for(scope, client_address(request), tickets=tickets, seconds=seconds))


def take_for(scope: str, who: str, *, tickets: int, seconds: int) -> str:
    """Take one of the tickets of somebody, whatever names them; "" when none is left.

    A ticket is one entry: adding it is atomic in every cache, where counting is not.
    """
    cache = caches["limits"]
    keys = tickets_of(scope, who, tickets)
    taken = cache.get_many(keys)
    free = (key for key in keys if key not in taken and cache.add(key, 1, seconds))
    return next(free, "")


def give_back(keys: list[str]) -> None:
    caches["limits"].delete_many(keys)


def tickets_of(scope: str, who: str, tickets: int) -> list[str]:
    # Who it is is not kept, only what recognises them.
    known = salted_hmac(scope, who, algorithm="sha256").hexdigest()[:32]
    return [f"{scope}:{known}:{number}" for number in range(tickets)]
