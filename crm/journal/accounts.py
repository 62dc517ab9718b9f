"""What becomes of accounts and of their roles: opened, closed, given a role, a second factor, a password.

Django's signals are the only door that every way shares: Wagtail's screens, commands, allauth's pages.
Wagtail tells who is at the keyboard; what is done outside its admin is done by « le site ».
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db import models
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save
from wagtail.log_actions import get_active_log_context

from .models import Action
from .services import record

WATCHED = ("username", "email", "is_active", "is_superuser")
OPEN, CLOSED = "ouvert", "fermé"
# Where a row keeps, between two signals, what the database said of it.
BEFORE = "_journal_before"


def listen() -> None:
    """Called from AppConfig.ready."""
    user: Any = get_user_model()
    pre_save.connect(_remember, sender=user, dispatch_uid="journal")
    post_save.connect(_saved, sender=user, dispatch_uid="journal")
    post_delete.connect(_deleted, sender=user, dispatch_uid="journal")
    post_save.connect(_group_saved, sender=Group, dispatch_uid="journal")
    post_delete.connect(_group_deleted, sender=Group, dispatch_uid="journal")
    m2m_changed.connect(_roles_changed, sender=user.groups.through, dispatch_uid="journal")
    m2m_changed.connect(_rights_changed, sender=Group.permissions.through, dispatch_uid="journal")
    if apps.is_installed("allauth.mfa"):
        from allauth.mfa import signals

        signals.authenticator_added.connect(_factor_added, dispatch_uid="journal")
        signals.authenticator_removed.connect(_factor_removed, dispatch_uid="journal")
        signals.authenticator_reset.connect(_factor_added, dispatch_uid="journal")


def _who() -> Any:
    return get_active_log_context().user


def _note(action: Action, row: models.Model, **told: Any) -> None:
    record(action, row, by=_who(), **told)


def _remember(
    instance: Any, raw: bool = False, update_fields: Iterable[str] | None = None, **kwargs: Any
) -> None:
    """Read what an account was, unless nothing that is watched is written."""
    setattr(instance, BEFORE, None)
    written = set(WATCHED) if update_fields is None else set(WATCHED) & set(update_fields)
    if instance.pk and written and not raw:
        rows = type(instance)._default_manager.filter(pk=instance.pk)
        setattr(instance, BEFORE, rows.values(*written).first())


def _saved(instance: Any, created: bool, raw: bool = False, **kwargs: Any) -> None:
    before: dict[str, Any] = getattr(instance, BEFORE, None) or {}
    if raw:
        return
    if created:
        _note(Action.CREATED, instance, after=OPEN)
        return
    changed = [
        name for name in WATCHED if name in before and before[name] != getattr(instance, name)
    ]
    # Django keeps the new password here until the row is saved, whichever page asked for it.
    if instance._password is not None:
        changed.append("password")
    if not changed:
        return
    now, then = (OPEN, CLOSED) if instance.is_active else (CLOSED, OPEN)
    moved = {"before": then, "after": now} if "is_active" in changed else {}
    _note(Action.CHANGED, instance, fields=changed, **moved)


def _deleted(instance: Any, **kwargs: Any) -> None:
    _note(Action.DELETED, instance)


def _group_saved(instance: Group, created: bool, raw: bool = False, **kwargs: Any) -> None:
    """Roles made by somebody: those that come with the site and its plugins are in their files."""
    if created and not raw and _who():
        _note(Action.CREATED, instance)


def _group_deleted(instance: Group, **kwargs: Any) -> None:
    if _who():
        _note(Action.DELETED, instance)


def _roles_changed(
    instance: Any, action: str, reverse: bool, pk_set: set[Any] | None, **kwargs: Any
) -> None:
    """One line an account, with the names of the roles: they are nobody's data."""
    said = {"post_add": "ajoutés", "post_remove": "retirés", "pre_clear": "retirés"}.get(action)
    if said is None:
        return
    if reverse:  # group.user_set.add(account)
        users: Any = get_user_model()._default_manager
        held = users.filter(pk__in=pk_set) if pk_set is not None else instance.user_set.all()
        for account in held:
            _note(Action.CHANGED, account, fields=["groups"], reason=f"Rôles {said} : {instance}")
        return
    groups = Group.objects.filter(pk__in=pk_set) if pk_set is not None else instance.groups.all()
    if names := sorted(groups.values_list("name", flat=True)):
        _note(
            Action.CHANGED, instance, fields=["groups"], reason=f"Rôles {said} : {', '.join(names)}"
        )


def _rights_changed(
    instance: Any, action: str, reverse: bool, pk_set: set[Any] | None, **kwargs: Any
) -> None:
    """What a role may do, by the names of its rights."""
    said = {"post_add": "ajoutés", "post_remove": "retirés", "pre_clear": "retirés"}.get(action)
    if said is None or reverse:
        return
    held = Permission.objects.filter(pk__in=pk_set) if pk_set is not None else instance.permissions
    if names := sorted(held.values_list("codename", flat=True)):
        _note(
            Action.CHANGED, instance, fields=["permissions"],
            reason=f"Droits {said} ({len(names)}) : {', '.join(names)}",
        )  # fmt: skip


def _factor_added(user: Any, authenticator: Any, **kwargs: Any) -> None:
    _factor(user, "second facteur ajouté", authenticator)


def _factor_removed(user: Any, authenticator: Any, **kwargs: Any) -> None:
    _factor(user, "second facteur retiré", authenticator)


def _factor(user: Any, said: str, authenticator: Any) -> None:
    """Whoever removes a factor may be an administrator: the account itself when nobody else is known."""
    fields = ["second_factor", str(authenticator.type)]
    record(Action.CHANGED, user, by=_who() or user, fields=fields, reason=said.capitalize())
