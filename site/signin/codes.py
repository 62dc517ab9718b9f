"""A code is spent once: that of a telephone with the half-minute that it names, that of a sheet for ever."""

from __future__ import annotations

from typing import Any

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.mfa.utils import decrypt
from django.db import transaction

from signin.ciphers import Unreadable

SPENT = "last_counter"
TYPED = (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES)


def spend(account: Any, code: str) -> Authenticator | None:
    """The second factor whose code this is, which it is no more; None when it is nobody's."""
    for factor in Authenticator.objects.filter(user=account, type__in=TYPED).order_by("-type"):
        try:
            if spent(factor, code):
                return factor
        except Unreadable:
            continue
    return None


def spent(factor: Authenticator, code: str) -> bool:
    if factor.type != Authenticator.Type.TOTP:
        return bool(factor.wrap().validate_code(code))
    with transaction.atomic():
        row = Authenticator.objects.select_for_update().get(pk=factor.pk)
        counter = counter_of(decrypt(row.data["secret"]), code)
        # What was shown before the last code that was taken is taken with it.
        if counter is None or counter <= row.data.get(SPENT, 0):
            return False
        note(row, counter)
    return True


def counter_of(secret: str, code: str) -> int | None:
    """The half-minute of a code of a telephone, if it is one of now."""
    for counter in yield_hotp_counters_from_time():
        expected = format_hotp_value(hotp_value(secret, counter))
        if compare_user_code(actual=code, expected=expected):
            return int(counter)
    return None


def note(factor: Authenticator, counter: int) -> None:
    factor.data[SPENT] = counter
    factor.save(update_fields=["data"])
