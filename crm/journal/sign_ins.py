"""Who signed in, who signed out, who was refused: told by the signals that every way of signing in sends.

Neither the address of the machine nor what was typed is kept: a name typed may be a password.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from .models import Action, RefusedSignIns
from .services import record, record_once

# An account that is attacked has a line now and then; how many attempts there were is counted by day.
ONE_REFUSAL = timedelta(minutes=10)
# What is typed in these is looked for among the accounts, then forgotten.
NAMES = ("username", "email", "login")


def listen() -> None:
    """Called from AppConfig.ready."""
    user_logged_in.connect(signed_in, dispatch_uid="journal")
    user_logged_out.connect(signed_out, dispatch_uid="journal")
    user_login_failed.connect(refused, dispatch_uid="journal")
    if apps.is_installed("allauth.mfa"):
        from allauth.mfa import signals

        signals.authentication_failed.connect(second_factor_refused, dispatch_uid="journal")


def signed_in(user: Any, **kwargs: Any) -> None:
    record(Action.SIGNED_IN, user, by=user)


def signed_out(user: Any, **kwargs: Any) -> None:
    if user is not None and user.pk:
        record(Action.SIGNED_OUT, user, by=user)


def refused(credentials: dict[str, Any], **kwargs: Any) -> None:
    """A line on the account when there is one. When there is none, only one more of the day."""
    typed = next((str(credentials[name]) for name in NAMES if credentials.get(name)), "")
    account = _account(typed[:254])
    note_refusal(account, ["password"])


def second_factor_refused(user: Any, **kwargs: Any) -> None:
    note_refusal(user, ["second_factor"])


@transaction.atomic
def note_refusal(account: Any | None, fields: list[str], at: datetime | None = None) -> None:
    now = at or timezone.now()
    day = timezone.localdate(now)
    RefusedSignIns.objects.get_or_create(day=day)
    RefusedSignIns.objects.filter(day=day).update(
        count=F("count") + 1, unknown=F("unknown") + int(account is None)
    )
    if account is not None:
        record_once(Action.SIGN_IN_REFUSED, account, fields=fields, within=ONE_REFUSAL, at=now)


def _account(typed: str) -> Any | None:
    """The account that a name or an address is of; none when two share an address."""
    if not typed or "\0" in typed:
        return None
    found = get_user_model()._default_manager.filter(Q(username=typed) | Q(email__iexact=typed))
    rows = list(found.order_by("pk")[:2])
    exact = [row for row in rows if row.get_username() == typed]
    return (exact or rows)[0] if len(rows) == 1 or exact else None
