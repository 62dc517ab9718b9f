"""What this house decides where allauth asks."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from editorial.frame import frame_of
from editorial.limits import client_address, give_back
from signin import attempts, ciphers, mail
from signin.factors import is_last

WRONG = "Cet identifiant et ce mot de passe ne vont pas ensemble."
WRONG_CODE = "Ce code n’est pas le bon, ou il a déjà servi. Attendez le suivant, puis tapez-le."


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": WRONG,
        "email_password_mismatch": WRONG,
        "incorrect_password": "Ce mot de passe n’est pas le vôtre.",  # nosec B105
        "enter_current_password": "Ce mot de passe n’est pas celui que vous avez aujourd’hui.",  # nosec B105
        "too_many_login_attempts": attempts.TOO_MANY,
        "rate_limited": attempts.TOO_MANY,
        "incorrect_code": WRONG_CODE,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made in the administration."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(request)

    def is_safe_url(self, url: str | None) -> bool:
        """Only here: a link of ours never leads elsewhere once somebody is in."""
        request: HttpRequest = self.request
        here = {request.get_host()}
        return url_has_allowed_host_and_scheme(url, here, require_https=request.is_secure())

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Tries are counted below, in the cache of limits."""

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any | None:
        """The account whose password it is. Raise a ValidationError once there were too many tries."""
        named = str(credentials.get("username", ""))
        try:
            tickets = attempts.take(request, attempts.key_of(attempts.account_named(named), named))
        except attempts.TooMany as error:
            raise self.validation_error("too_many_login_attempts") from error
        account = super().authenticate(request, **credentials)
        if account:
            give_back(tickets)
        return account

    def is_reauthentication_required(self, app: str = "") -> bool:
        from signin.sudo import is_recent

        return not is_recent(self.request)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, str]]:
        where = reverse("signin_confirm")
        return [{"id": "confirm", "description": "Confirmer que c’est vous", "url": where}]

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return reverse("wagtailadmin_home")

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account_login")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("mfa_index")

    def format_email_subject(self, subject: str) -> str:
        return subject

    def get_from_email(self) -> str:
        return settings.DEFAULT_FROM_EMAIL

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        mail.post(self.written(template_prefix, email, context))

    def send_password_reset_mail(self, user: Any, email: str, context: dict[str, Any]) -> None:
        """Written for nobody as for somebody; sent to the address that the account has, not to the one typed."""
        letter = self.written("account/email/password_reset_key", user.email, context)
        if user.pk:
            mail.post(letter)

    def send_notification_mail(
        self, template_prefix: str, user: Any, context: Any = None, email: str | None = None
    ) -> None:
        if address := email or user.email:
            super().send_notification_mail(
                template_prefix, user, {"user": user, **(context or {})}, email=address
            )

    def written(self, template_prefix: str, email: str, context: dict[str, Any]) -> EmailMessage:
        base = {"request": self.request, "email": email, "site_name": site_name(self.request)}
        message: EmailMessage = self.render_mail(template_prefix, email, base | context)
        return message


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": WRONG_CODE,
        "cannot_delete_authenticator": (
            "C’est votre seul second facteur, et il en faut un\u00a0: ajoutez-en d’abord un autre."
        ),
    }

    def get_totp_issuer(self) -> str:
        return site_name(self.request)

    def get_totp_label(self, user: Any) -> str:
        return str(user.get_username())

    def _get_site_name(self) -> str:
        return site_name(self.request)

    def encrypt(self, text: str) -> str:
        return ciphers.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return ciphers.decrypt(encrypted_text)

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        return not is_last(authenticator)

    def generate_authenticator_name(self, user: Any, type: Any) -> str:  # noqa: A002
        return "Ma clé d’accès"


def site_name(request: HttpRequest) -> str:
    return frame_of(request).identity.name or settings.WAGTAIL_SITE_NAME
