"""A password is asked of one account, named by its user name or its e-mail, in the same time whoever it is."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest

from signin.attempts import account_named


class NameOrEmail(ModelBackend):
    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **others: Any,
    ) -> Any | None:
        if not username or not password:
            return None
        account = account_named(username)
        if account is None:
            # As long as a check, so that the time says nothing.
            get_user_model()().set_password(password)
            return None
        right = account.check_password(password)
        return account if right and self.user_can_authenticate(account) else None
