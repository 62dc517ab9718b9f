"""What Wagtail shows of the protection of accounts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, path, reverse
from wagtail import hooks
from wagtail.admin.views.account import BaseSettingsPanel
from wagtail.admin.widgets.button import Button

from signin.accounts import LOST, ask_before_many, remove_second_factor


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLPattern | URLResolver]:
    address = "users/<int:pk>/second-facteur/"
    return [path(address, remove_second_factor, name="signin_remove_second_factor")]


@hooks.register("register_log_actions")
def register_log_actions(actions: Any) -> None:
    actions.register_action(LOST, "Retirer le second facteur", "Second facteur retiré")


@hooks.register("register_user_listing_buttons")
def offer_to_remove(user: Any, request_user: Any, **others: Any) -> Iterator[Button]:
    if request_user.has_perm("auth.change_user"):
        yield Button(
            "Retirer le second facteur",
            reverse("signin_remove_second_factor", args=[user.pk]),
            icon_name="lock",
            priority=40,
        )


hooks.register("before_bulk_action", ask_before_many)


class Nothing(forms.Form):
    """A panel of an account has a form; this one has a link."""

    def __init__(self, *args: Any, instance: Any = None, **options: Any) -> None:
        super().__init__(*args, **options)

    def save(self) -> None:
        pass


class SafetyPanel(BaseSettingsPanel):  # type: ignore[misc]
    name = "safety"
    title = "Ma sécurité"
    order = 50
    form_class = Nothing
    template_name = "signin/admin/account_panel.html"


@hooks.register("register_account_settings_panel")
def offer_safety(request: HttpRequest, user: Any, profile: Any) -> BaseSettingsPanel:
    return SafetyPanel(request, user, profile)
