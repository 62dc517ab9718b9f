"""Accounts, managed by a webmaster who is not all-powerful: those that hold nothing but roles of the site.

Wagtail lets whoever may change an account give it any group, and make it all-powerful.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser, Group
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import Http404, HttpRequest
from wagtail.users.views import users as wagtail_users
from wagtail.users.views.bulk_actions.user_bulk_action import UserBulkAction

from editorial.rights import site_roles


def roles_to_give(user: Any) -> QuerySet[Group]:
    every = Group.objects.order_by("name")
    return every if user.is_superuser else every.filter(name__in=site_roles())


def within_reach(user: Any) -> QuerySet[Any]:
    """The accounts that somebody may manage: all of them, or those that could not do more than the site's roles."""
    every = get_user_model()._default_manager.all()
    if user.is_superuser:
        return every
    stronger = Group.objects.exclude(name__in=site_roles())
    return every.filter(is_superuser=False).exclude(groups__in=stronger)


class WithinReach:
    """A view on one account: as if those out of reach did not exist."""

    request: HttpRequest

    def get_object(self, *args: Any, **kwargs: Any) -> AbstractBaseUser:
        account: AbstractBaseUser = super().get_object(*args, **kwargs)  # type: ignore[misc]
        if not within_reach(self.request.user).filter(pk=account.pk).exists():
            raise Http404
        return account


class RolesToGive:
    """A form of an account: only the roles that its writer may give."""

    request: HttpRequest

    def get_form(self, *args: Any, **kwargs: Any) -> ModelForm:
        form: ModelForm = super().get_form(*args, **kwargs)  # type: ignore[misc]
        form.fields["groups"].queryset = roles_to_give(self.request.user)  # type: ignore[attr-defined]
        if not self.request.user.is_superuser:  # type: ignore[union-attr]
            form.fields.pop("is_superuser", None)
        return form


class AccountList(wagtail_users.IndexView):
    def get_base_queryset(self) -> QuerySet[Any]:
        return super().get_base_queryset() & within_reach(self.request.user)


class NewAccount(RolesToGive, wagtail_users.CreateView):
    pass


class EditAccount(RolesToGive, WithinReach, wagtail_users.EditView):
    pass


class DeleteAccount(WithinReach, wagtail_users.DeleteView):
    pass


class AccountHistory(WithinReach, wagtail_users.HistoryView):
    pass


class AccountViewSet(wagtail_users.UserViewSet):
    index_view_class = AccountList
    add_view_class = NewAccount
    edit_view_class = EditAccount
    delete_view_class = DeleteAccount
    history_view_class = AccountHistory
    copy_view_enabled = False


def refuse_out_of_reach(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> None:
    """What a list does to several accounts at once obeys the same rule; roles are given one by one."""
    user: Any = request.user
    if not isinstance(action, UserBulkAction) or user.is_superuser:
        return
    reached = within_reach(user).filter(pk__in=[one.pk for one in objects]).count()
    if action_type == "assign_role" or reached < len(objects):
        raise PermissionDenied
