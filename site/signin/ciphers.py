"""Secrets of second factors, which a copy of the database alone must not give away."""

from __future__ import annotations

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


class Unreadable(Exception):
    """Written under a key that this site has no more."""


def encrypt(text: str) -> str:
    return ciphers().encrypt(text.encode()).decode()


def decrypt(text: str) -> str:
    try:
        return ciphers().decrypt(text.encode()).decode()
    except InvalidToken as error:
        raise Unreadable from error


def ciphers() -> MultiFernet:
    """The key of the site, then those that it had before."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(derived(str(key))) for key in keys])


def derived(key: str) -> bytes:
    made = hashlib.sha256(b"signin.second-factor:" + key.encode())
    return base64.urlsafe_b64encode(made.digest())
