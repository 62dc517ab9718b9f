"""Accounts that come in, and what they hold in their hand."""

from __future__ import annotations

import time
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    SECRET_SESSION_KEY,
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
)
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

PASSWORD = "Au-bord-de-l-Alagnon-15"
NAME = "conseillere"
EMAIL = "sylvie.vidal@example.org"


def somebody(name: str = NAME, email: str = EMAIL, **others: Any) -> Any:
    """An account that may open the administration, and little else."""
    user = get_user_model()._default_manager.create_user(name, email, PASSWORD, **others)
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    return user


def come_in(client: Client, name: str = NAME, password: str = PASSWORD, **headers: Any) -> Any:
    answers = {"username": name, "password": password}
    return client.post(reverse("account_login"), answers, **headers)


def telephone_of(user: Any) -> str:
    """The secret of a telephone that protects an account."""
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    return secret


def sheet_of(user: Any) -> list[str]:
    codes: list[str] = RecoveryCodes.activate(user).generate_codes()
    return codes


def code_of(secret: str, *, steps: int = 0) -> str:
    """What the telephone shows now, or some half-minutes later."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps)))


def type_code(client: Client, code: str) -> Any:
    return client.post(reverse("mfa_authenticate"), {"code": code})


def is_in(client: Client) -> bool:
    return bool(client.get(reverse("wagtailadmin_home")).status_code == 200)


def factors(user: Any) -> list[str]:
    return sorted(Authenticator.objects.filter(user=user).values_list("type", flat=True))


def activate(client: Client) -> str:
    """Add a telephone by the screen; the secret that it holds."""
    client.get(reverse("mfa_activate_totp"))
    secret = client.session[SECRET_SESSION_KEY]
    client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    return secret
