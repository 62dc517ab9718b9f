"""Accounts and roles in Wagtail, and the second factor of somebody who lost it: asked again before each change."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.decorators.http import require_http_methods
from wagtail.log_actions import log
from wagtail.users.views.bulk_actions.user_bulk_action import UserBulkAction
from wagtail.users.views.groups import GroupViewSet

from editorial import accounts
from signin.factors import has_second_factor, remove_all
from signin.sudo import ask_first, recently_confirmed

LOST = "signin.second_factor_removed"


class AskedAgain:
    """A set of views whose changes are opened to whoever proved lately who they are."""

    @cached_property
    def add_view(self) -> Any:
        return recently_confirmed(super().add_view)  # type: ignore[misc]

    @cached_property
    def edit_view(self) -> Any:
        return recently_confirmed(super().edit_view)  # type: ignore[misc]

    @cached_property
    def delete_view(self) -> Any:
        return recently_confirmed(super().delete_view)  # type: ignore[misc]


class AccountViewSet(AskedAgain, accounts.AccountViewSet):
    pass


class RoleViewSet(AskedAgain, GroupViewSet):  # type: ignore[misc]
    pass


def ask_before_many(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    return ask_first(request) if isinstance(action, UserBulkAction) else None


@recently_confirmed
@require_http_methods(["GET", "HEAD", "POST"])
def remove_second_factor(request: HttpRequest, pk: int) -> HttpResponse:
    """For somebody whose telephone is lost: the next time they come in, they choose another one."""
    user: Any = request.user
    if not user.has_perm("auth.change_user"):
        raise PermissionDenied
    account = get_object_or_404(accounts.within_reach(user), pk=pk)
    if request.method == "POST":
        if remove_all(account, request):
            log(account, LOST, user=user)
            get_adapter().send_notification_mail("signin/email/removed_by_other", account)
        messages.success(request, f"Le second facteur de {account} est retiré.")
        return redirect("wagtailusers_users:edit", account.pk)
    context = {
        "account": account,
        "protected": has_second_factor(account),
        "desk_icon": "lock",
        "trail": [
            {"url": reverse("wagtailusers_users:index"), "label": "Utilisateurs"},
            {"url": reverse("wagtailusers_users:edit", args=[account.pk]), "label": str(account)},
            {"url": "", "label": "Second facteur"},
        ],
    }
    return render(request, "signin/admin/remove.html", context)
