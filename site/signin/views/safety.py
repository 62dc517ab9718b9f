"""« Ma sécurité »: what protects one's own account."""

from __future__ import annotations

from typing import Any

from allauth.account import views as account
from allauth.account.utils import get_next_redirect_url
from allauth.mfa.base import views as base
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as sheet
from allauth.mfa.totp import views as telephone
from allauth.mfa.webauthn import views as passkey
from allauth.mfa.webauthn.internal.auth import begin_registration
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy

from signin import codes
from signin.factors import ENROLLED, has_second_factor, is_last
from signin.forms import ActivateForm, ChangeForm, PasskeyForm
from signin.views.entrance import AnswersRefused

LAST = "C’est votre seul second facteur, et il en faut un\u00a0: ajoutez-en d’abord un autre."


class Safety(base.IndexView):  # type: ignore[misc]
    template_name = "signin/safety.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = super().get_context_data(**kwargs)["authenticators"]
        kinds = Authenticator.Type
        sheet_of = found.get(kinds.RECOVERY_CODES)
        return {
            "telephone": found.get(kinds.TOTP),
            "passkeys": found.get(kinds.WEBAUTHN, []),
            "sheet": sheet_of,
            "codes_left": len(sheet_of.get_unused_codes()) if sheet_of else 0,
            "protected": has_second_factor(self.request.user),
            "required": settings.SECOND_FACTOR_REQUIRED,
            "next": get_next_redirect_url(self.request) or reverse("wagtailadmin_home"),
        }


class AddTelephone(AnswersRefused, telephone.ActivateTOTPView):  # type: ignore[misc]
    template_name = "signin/telephone.html"

    def get_form_class(self) -> type[ActivateForm]:
        return ActivateForm

    def form_valid(self, form: Any) -> HttpResponse:
        answer: HttpResponse = super().form_valid(form)
        row = Authenticator.objects.get(user=self.request.user, type=Authenticator.Type.TOTP)
        codes.note(row, form.counter)
        self.request.session[ENROLLED] = True
        return answer


class RemoveTelephone(telephone.DeactivateTOTPView):  # type: ignore[misc]
    template_name = "signin/telephone_removed.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"last": is_last(self.authenticator)}


class AddPasskey(AnswersRefused, passkey.AddWebAuthnView):  # type: ignore[misc]
    """Passkeys here always know their owner, by a finger or a code: they let in by themselves too."""

    template_name = "signin/passkey.html"

    def get_form_class(self) -> type[PasskeyForm]:
        return PasskeyForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["form"] = kwargs.get("form") or self.get_form()
        context["options"] = begin_registration(self.request.user, passwordless=True)
        return context

    def form_valid(self, form: Any) -> HttpResponse:
        answer: HttpResponse = super().form_valid(form)
        self.request.session[ENROLLED] = True
        return answer


class RemovePasskey(passkey.RemoveWebAuthnView):  # type: ignore[misc]
    template_name = "signin/passkey_removed.html"
    success_url = reverse_lazy("mfa_index")

    def form_valid(self, form: Any) -> HttpResponse:
        if is_last(self.object):
            messages.error(self.request, LAST)
            return redirect("mfa_index")
        answer: HttpResponse = super().form_valid(form)
        return answer


class Sheet(sheet.ViewRecoveryCodesView):  # type: ignore[misc]
    template_name = "signin/sheet.html"


class NewSheet(sheet.GenerateRecoveryCodesView):  # type: ignore[misc]
    template_name = "signin/sheet_renewed.html"


class DownloadSheet(sheet.DownloadRecoveryCodesView):  # type: ignore[misc]
    template_name = "signin/sheet.txt"

    def render_to_response(self, context: dict[str, Any], **options: Any) -> HttpResponse:
        answer: HttpResponse = super().render_to_response(context, **options)
        answer["Content-Disposition"] = 'attachment; filename="codes-de-secours.txt"'
        return answer


class ChangePassword(AnswersRefused, account.PasswordChangeView):  # type: ignore[misc]
    template_name = "signin/password.html"

    def get_form_class(self) -> type[ChangeForm]:
        return ChangeForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated and not request.user.has_usable_password():
            return redirect("account_reset_password")
        answer: HttpResponse = super().dispatch(request, *args, **kwargs)
        return answer
