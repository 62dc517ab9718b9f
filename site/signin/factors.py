"""What proves, beside a password, that it is them."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_removed
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest

MAIN = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
ENROLLED = "signin_enrolled"


def has_second_factor(account: Any) -> bool:
    return bool(is_mfa_enabled(account, MAIN))


def proved(request: HttpRequest) -> bool:
    """Whether a second factor was given, or taken, in this very session."""
    records = get_authentication_records(request, request.user)  # type: ignore[arg-type]
    return bool(request.session.get(ENROLLED)) or any(one["method"] == "mfa" for one in records)


def is_last(factor: Authenticator) -> bool:
    """Whether somebody would be left without a second factor where one is required."""
    others = Authenticator.objects.filter(user_id=factor.user_id, type__in=MAIN)
    return settings.SECOND_FACTOR_REQUIRED and not others.exclude(pk=factor.pk).exists()


def remove_all(account: Any, request: HttpRequest) -> int:
    """Somebody else takes away every second factor of an account; how many there were."""
    found = list(Authenticator.objects.filter(user=account))
    for factor in found:
        factor.delete()
        authenticator_removed.send(
            sender=Authenticator, request=request, user=account, authenticator=factor
        )
    return len(found)
