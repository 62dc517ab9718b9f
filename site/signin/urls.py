"""The addresses of the door, those alone that are served: no account is made here, no e-mail kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, path, re_path
from django.views.decorators.cache import never_cache

from signin.sudo import recently_confirmed
from signin.views import entrance, safety
from signin.views.confirm import confirm

Page = Callable[..., HttpResponse]


def guarded(view: Any) -> Page:
    """A change of what protects an account: asked of whoever is surely its owner, kept nowhere."""
    return never_cache(recently_confirmed(view.as_view()))


def open_to_all(view: Any) -> Page:
    return never_cache(view.as_view())


urlpatterns: list[URLPattern | URLResolver] = [
    path("", open_to_all(entrance.Door), name="account_login"),
    path("code/", open_to_all(entrance.Code), name="mfa_authenticate"),
    path("cle/", open_to_all(entrance.Passkey), name="mfa_login_webauthn"),
    path("sortir/", open_to_all(entrance.WayOut), name="account_logout"),
    path("compte-ferme/", never_cache(entrance.closed_account), name="account_inactive"),
    path("confirmer/", never_cache(confirm), name="signin_confirm"),
    path("mot-de-passe-oublie/", open_to_all(entrance.AskLetter), name="account_reset_password"),
    path(
        "mot-de-passe-oublie/envoye/",
        never_cache(entrance.letter_sent),
        name="account_reset_password_done",
    ),
    path(
        "mot-de-passe-oublie/choisi/",
        never_cache(entrance.chosen_again),
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^mot-de-passe-oublie/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[-:\w]+)/$",
        open_to_all(entrance.ChooseAgain),
        name="account_reset_password_from_key",
    ),
    path("securite/", open_to_all(safety.Safety), name="mfa_index"),
    path(
        "securite/mot-de-passe/",
        open_to_all(safety.ChangePassword),
        name="account_change_password",
    ),
    path("securite/telephone/", guarded(safety.AddTelephone), name="mfa_activate_totp"),
    path(
        "securite/telephone/retirer/", guarded(safety.RemoveTelephone), name="mfa_deactivate_totp"
    ),
    path("securite/codes/", guarded(safety.Sheet), name="mfa_view_recovery_codes"),
    path("securite/codes/nouveaux/", guarded(safety.NewSheet), name="mfa_generate_recovery_codes"),
    path(
        "securite/codes/telecharger/",
        guarded(safety.DownloadSheet),
        name="mfa_download_recovery_codes",
    ),
    path("securite/cle/", guarded(safety.AddPasskey), name="mfa_add_webauthn"),
    path(
        "securite/cle/<int:pk>/retirer/", guarded(safety.RemovePasskey), name="mfa_remove_webauthn"
    ),
]
