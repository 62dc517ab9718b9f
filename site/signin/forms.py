"""What is typed to come in: a name and a password, then a code."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account_forms
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import perform_password_login
from allauth.account.internal.flows.password_reset import request_password_reset
from allauth.account.models import Login
from allauth.core import context
from allauth.mfa.adapter import get_adapter as get_factor_adapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.auth import get_totp_secret
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.http import HttpRequest, HttpResponse

from signin import attempts, codes

RULES = (
    "Douze caractères au moins, et pas un mot de passe répandu. Une courte phrase que vous seul "
    "connaissez fait un bon mot de passe."
)


def password_field(label: str, autocomplete: str, **options: Any) -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    options.setdefault("error_messages", {"required": "Tapez le mot de passe."})
    return forms.CharField(label=label, strip=False, max_length=1000, widget=widget, **options)


def code_field(label: str, hint: str, **options: Any) -> forms.CharField:
    widget = forms.TextInput(
        attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}
    )
    options.setdefault("error_messages", {"required": "Tapez le code."})
    return forms.CharField(label=label, help_text=hint, max_length=40, widget=widget, **options)


class LoginForm(forms.Form):
    username = forms.CharField(
        label="Identifiant ou adresse électronique",
        max_length=254,
        error_messages={"required": "Tapez votre identifiant."},
        widget=forms.TextInput(
            attrs={
                "autocomplete": "username webauthn",
                "autocapitalize": "none",
                "spellcheck": "false",
            }
        ),
    )
    password = password_field("Mot de passe", "current-password")

    def __init__(self, *args: Any, request: HttpRequest | None = None, **options: Any) -> None:
        super().__init__(*args, **options)

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        if self.errors:
            return answers
        self.account = get_adapter().authenticate(
            context.request, username=answers["username"], password=answers["password"]
        )
        if self.account is None:
            raise get_adapter().validation_error("username_password_mismatch")
        return answers

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponse:
        login = Login(user=self.account, redirect_url=redirect_url)
        answer: HttpResponse = perform_password_login(request, {}, login)
        # Forgotten with the browser, whatever the hours left.
        request.session.set_expiry(0)
        return answer


class CodeForm(AuthenticateForm):  # type: ignore[misc]
    """A code of the telephone or of the sheet, spent once it is right."""

    reauthentication = False
    code = code_field(
        "Code à six chiffres", "Celui de votre téléphone, ou l’un de vos codes de secours."
    )

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        try:
            attempts.take_code(self.user)
        except attempts.TooMany as error:
            raise get_adapter().validation_error("too_many_login_attempts") from error
        factor = codes.spend(self.user, code)
        if factor is None:
            self.tell_refusal()
            raise get_factor_adapter().validation_error("incorrect_code")
        attempts.right_code(self.user)
        factor.user = self.user
        self.authenticator = factor
        return code

    def tell_refusal(self) -> None:
        mine = Authenticator.objects.filter(user=self.user, type__in=codes.TYPED)
        if factor := mine.order_by("-type").first():
            authentication_failed.send(
                sender=Authenticator,
                request=context.request,
                user=self.user,
                authenticator=factor,
                reauthentication=self.reauthentication,
            )


class ActivateForm(ActivateTOTPForm):  # type: ignore[misc]
    """The first code of a telephone, which is not taken again to come in."""

    code = code_field("Le code que montre l’application", "Six chiffres, qui changent sans cesse.")

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        try:
            attempts.take_code(self.user)
        except attempts.TooMany as error:
            raise get_adapter().validation_error("too_many_login_attempts") from error
        self.counter = codes.counter_of(get_totp_secret(), code)
        if self.counter is None:
            raise get_factor_adapter().validation_error("incorrect_code")
        attempts.right_code(self.user)
        return code


class PasskeyForm(AddWebAuthnForm):  # type: ignore[misc]
    name = forms.CharField(
        label="Nom de la clé",
        required=False,
        max_length=60,
        help_text="Pour la reconnaître plus tard. Par exemple\u00a0: Ordinateur du bureau",
    )


class AskLetterForm(forms.Form):
    """A new password is asked: the same answer, and the same work, whether somebody has that address or not."""

    email = forms.EmailField(
        label="Votre adresse électronique",
        help_text="Celle de votre compte.",
        error_messages={
            "required": "Tapez votre adresse électronique.",
            "invalid": "Cette adresse est incomplète. Par exemple\u00a0: prenom.nom@exemple.fr",
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )

    def save(self, request: HttpRequest) -> None:
        email = self.cleaned_data["email"]
        if not attempts.may_write(request, email):
            return
        accounts = get_user_model()._default_manager
        found = list(accounts.filter(email__iexact=email, is_active=True)[:5])
        for account in found or [get_user_model()(pk=0, email=email)]:
            request_password_reset(request, email, [account], PasswordResetTokenGenerator())


class ChosenAgainForm(account_forms.ResetPasswordKeyForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        say_in_french(self)


class ChangeForm(account_forms.ChangePasswordForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        say_in_french(self)

    def clean_oldpassword(self) -> str:
        """Tries at the old one count as those of the door."""
        typed: str = self.cleaned_data["oldpassword"]
        if not get_adapter().reauthenticate(self.user, typed):
            raise get_adapter().validation_error("enter_current_password")
        return typed


def say_in_french(form: forms.Form) -> None:
    """Labels of ours on allauth's fields, and no word inside them, where it would be taken for an answer."""
    labels = {
        "oldpassword": ("Mot de passe d’aujourd’hui", ""),
        "password1": ("Nouveau mot de passe", RULES),
        "password2": ("Le nouveau, encore une fois", ""),
    }
    for name, field in form.fields.items():
        field.label, field.help_text = labels[name]
        field.widget.attrs.pop("placeholder", None)
        field.error_messages["required"] = "Tapez le mot de passe."
