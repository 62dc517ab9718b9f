"""The door: a name and a password, then a code or a passkey; the way out; a password forgotten."""

from __future__ import annotations

from typing import Any

from allauth.account import views as account
from allauth.account.internal.stagekit import clear_login
from allauth.account.models import Login
from allauth.account.utils import get_next_redirect_url
from allauth.mfa.base import views as factor
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from allauth.mfa.webauthn import views as passkey
from allauth.mfa.webauthn.forms import LoginWebAuthnForm
from allauth.mfa.webauthn.internal.flows import perform_passwordless_login
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.views.decorators.http import require_safe
from django.views.generic import FormView

from signin import attempts
from signin.forms import AskLetterForm, ChosenAgainForm, CodeForm, LoginForm

CODES_TRIED = "signin_codes_tried"
TOO_MANY_CODES = (
    "Cinq codes faux\u00a0: par prudence, reprenez depuis le mot de passe. Si l’heure de votre téléphone "
    "n’est pas juste, ses codes ne le sont pas non plus."
)


def refused(answer: HttpResponse, form: Any) -> HttpResponse:
    """A form that is not taken says so by its status too."""
    too_many = form.has_error("__all__", "too_many_login_attempts") or any(
        form.has_error(name, "too_many_login_attempts") for name in form.fields
    )
    answer.status_code = 429 if too_many else 422
    return answer


class AnswersRefused:
    def form_invalid(self, form: Any) -> HttpResponse:
        return refused(super().form_invalid(form), form)  # type: ignore[misc]


@require_safe
def to_the_door(request: HttpRequest) -> HttpResponse:
    """Where Wagtail sends whoever is nobody."""
    asked = request.GET.urlencode(safe="/")
    return redirect(f"{reverse('account_login')}?{asked}" if asked else "account_login")


class Door(AnswersRefused, account.LoginView):  # type: ignore[misc]
    template_name = "signin/login.html"

    def get_form_class(self) -> type[LoginForm]:
        return LoginForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        # Somebody who is in goes in; not where they asked, which may be what sent them back here.
        if request.method != "POST" and request.user.has_perm("wagtailadmin.access_admin"):  # type: ignore[union-attr]
            return redirect("wagtailadmin_home")
        answer: HttpResponse = super().dispatch(request, *args, **kwargs)
        return answer

    def form_valid(self, form: Any) -> HttpResponse:
        self.request.session.pop(CODES_TRIED, None)
        answer: HttpResponse = super().form_valid(form)
        return answer


class Code(factor.AuthenticateView):  # type: ignore[misc]
    """The second step of a sign-in: five codes, then the password again."""

    template_name = "signin/code.html"

    def get_form_class(self) -> type[CodeForm]:
        return CodeForm

    def form_invalid(self, form: Any) -> HttpResponse:
        session = self.request.session
        session[CODES_TRIED] = session.get(CODES_TRIED, 0) + 1
        if session[CODES_TRIED] >= attempts.CODES_PER_SIGN_IN:
            session.pop(CODES_TRIED)
            clear_login(self.request)
            messages.error(self.request, TOO_MANY_CODES)
            return redirect("account_login")
        return refused(super().form_invalid(form), form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        account_ = self.stage.login.user
        context["has_telephone"] = is_mfa_enabled(account_, [Authenticator.Type.TOTP])
        if not is_mfa_enabled(account_, [Authenticator.Type.WEBAUTHN]):
            context.pop("webauthn_form", None)
        return context


class Passkey(passkey.LoginWebAuthnView):  # type: ignore[misc]
    """Come in with a passkey alone: it proves both what one has and who one is."""

    def get_form_class(self) -> type[LoginWebAuthnForm]:
        return LoginWebAuthnForm

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not attempts.taken("signin-passkey", attempts.neighbourhood(request), (10, 60)):
            messages.error(request, attempts.TOO_MANY)
            return redirect("account_login")
        answer: HttpResponse = super().post(request, *args, **kwargs)
        return answer

    def form_invalid(self, form: Any) -> HttpResponse:
        messages.error(self.request, "Cette clé n’a pas été reconnue. Essayez votre mot de passe.")
        return redirect("account_login")

    def form_valid(self, form: Any) -> HttpResponse:
        found = form.cleaned_data["credential"]
        login = Login(user=found.user, redirect_url=get_next_redirect_url(self.request))
        answer: HttpResponse = perform_passwordless_login(self.request, found, login)
        return answer


class WayOut(account.LogoutView):  # type: ignore[misc]
    template_name = "signin/logout.html"


class AskLetter(AnswersRefused, FormView):  # type: ignore[misc]
    template_name = "signin/letter.html"
    form_class = AskLetterForm
    success_url = reverse_lazy("account_reset_password_done")

    def form_valid(self, form: Any) -> HttpResponse:
        form.save(self.request)
        answer: HttpResponse = super().form_valid(form)
        return answer


@require_safe
def letter_sent(request: HttpRequest) -> HttpResponse:
    return render(request, "signin/letter_sent.html")


class ChooseAgain(AnswersRefused, account.PasswordResetFromKeyView):  # type: ignore[misc]
    """The page that the link of the letter opens. It does not let in: the door, and the code, come next."""

    template_name = "signin/password_again.html"

    def get_form_class(self) -> type[ChosenAgainForm]:
        return ChosenAgainForm

    def form_valid(self, form: Any) -> HttpResponse:
        answer: HttpResponse = super().form_valid(form)
        attempts.right_account(self.reset_user)
        return answer


def chosen_again(request: HttpRequest) -> HttpResponse:
    return redirect("account_login")


@require_safe
def closed_account(request: HttpRequest) -> HttpResponse:
    """Nothing says that an account is closed: the door alone answers."""
    return redirect("account_login")
