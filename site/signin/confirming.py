"""The form that asks who is at the keyboard: a password, a code, or a passkey."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from allauth.mfa.webauthn.forms import ReauthenticateWebAuthnForm
from allauth.mfa.webauthn.internal.auth import begin_authentication
from django import forms
from django.http import HttpRequest

from signin.factors import has_second_factor, proved
from signin.forms import CodeForm, code_field, password_field

PREFIX = "confirm"
NOTHING = "Tapez votre mot de passe, ou un code."


class ReconfirmCode(CodeForm):
    reauthentication = True


class ConfirmForm(forms.Form):
    password = password_field("Votre mot de passe", "current-password", required=False)
    code = code_field(
        "Ou un code",
        "Celui de votre téléphone, ou l’un de vos codes de secours.",
        required=False,
    )
    credential = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, request: HttpRequest, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.request, account = request, request.user
        self.has_passkey = is_mfa_enabled(account, [Authenticator.Type.WEBAUTHN])  # type: ignore[arg-type]
        if not has_second_factor(account):
            del self.fields["code"]
        elif not proved(request):
            # A session older than the second factor: the password alone says nothing of it.
            del self.fields["password"]
            self.fields["code"].label = "Votre code"
        if not self.has_passkey:
            del self.fields["credential"]

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        given = next((name for name in ("credential", "code", "password") if answers.get(name)), "")
        if not given:
            raise forms.ValidationError(NOTHING)
        try:
            getattr(self, f"prove_by_{given}")(answers[given])
        except forms.ValidationError as error:
            self.add_error(None if given == "credential" else given, error)
        return answers

    def prove_by_password(self, typed: str) -> None:
        if not get_adapter().reauthenticate(self.request.user, typed):
            raise get_adapter().validation_error("incorrect_password")
        self.proof = lambda: reauthenticate_by_password(self.request)

    def prove_by_code(self, typed: str) -> None:
        form = ReconfirmCode({"code": typed}, user=self.request.user)
        if not form.is_valid():
            raise forms.ValidationError(form.errors["code"])
        self.proof = lambda: post_authentication(
            self.request, form.authenticator, reauthenticated=True
        )

    def prove_by_credential(self, given: str) -> None:
        form = ReauthenticateWebAuthnForm({"credential": given}, user=self.request.user)
        if not form.is_valid():
            raise forms.ValidationError("Cette clé n’a pas été reconnue. Essayez encore.")
        self.proof = form.save

    def save(self) -> None:
        self.proof()


def passkey_options(form: ConfirmForm) -> Any | None:
    """What a browser asks of a passkey; None for somebody who has none."""
    if not form.has_passkey:
        return None
    return begin_authentication(form.request.user)  # type: ignore[arg-type]
