"""The access log of the server: which pages are asked for, never what was typed nor whose secret link it was."""

from __future__ import annotations

from typing import Any

from django.urls import Resolver404, resolve
from gunicorn.glogging import Logger  # type: ignore[import-untyped]

# What the addresses of the site call the part of them that opens a door by itself.
SECRETS = ("token", "code", "key")


def discreet(path: str) -> str:
    """« /suivi/***/documents/4/ »: a path without what would let its reader in."""
    try:
        parts = resolve(path).kwargs
    except Resolver404:
        return in_one_line(path)
    for name in SECRETS:
        if value := parts.get(name):
            path = path.replace(str(value), "***")
    return in_one_line(path)


def in_one_line(text: str) -> str:
    """A decoded path may hold a line break, which would forge a line of the log."""
    return "".join(sign if sign.isprintable() else "?" for sign in text)


class Discreet(Logger):  # type: ignore[misc]
    """Gunicorn's log, each path made discreet."""

    def atoms(self, *args: Any) -> dict[str, Any]:
        atoms: dict[str, Any] = super().atoms(*args)
        return atoms | {"U": discreet(atoms["U"] or ""), "q": "", "f": "", "r": ""}
