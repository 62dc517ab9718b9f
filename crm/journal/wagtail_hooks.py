"""What Wagtail does to accounts without a signal, and what the journal keeps it from doing."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail import hooks
from wagtail.users.views.bulk_actions.user_bulk_action import UserBulkAction

from editorial.changes import Quiet

from .accounts import CLOSED, OPEN
from .models import Action, Entry
from .services import line, record_all

KEPT = "Ce compte a laissé des lignes au journal : il ne se supprime pas. Décochez « Actif » pour le fermer."


@hooks.register("register_quiet_tables")
def quiet_tables() -> Quiet:
    """Each dossier that is opened writes a line here."""
    return Quiet(unmarked=["crm_journal_entry", "crm_journal_gate", "crm_journal_refusedsignins"])


@hooks.register("before_delete_user")
def keep_who_acted(request: HttpRequest, user: Any) -> HttpResponse | None:
    """An account is closed rather than deleted: the journal must tell who acted."""
    if not Entry.objects.filter(actor=user).exists():
        return None
    messages.error(request, KEPT)
    return redirect("wagtailusers_users:edit", user.pk)


@hooks.register("before_bulk_action")
def watch_several(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    if not isinstance(action, UserBulkAction):
        return None
    if action_type == "delete" and Entry.objects.filter(actor__in=objects).exists():
        messages.error(request, KEPT)
        return redirect("wagtailusers_users:index")
    if action_type == "set_active_state":
        _note_states(request, objects, bool(action.cleaned_form.cleaned_data["mark_as_active"]))
    return None


def _note_states(request: HttpRequest, accounts: list[Any], opens: bool) -> None:
    """Several accounts opened or closed at once, in one statement that sends no signal."""
    before, after = (CLOSED, OPEN) if opens else (OPEN, CLOSED)
    user: Any = request.user
    record_all(
        line(
            Action.CHANGED, account, by=user, fields=["is_active"], before=before, after=after
        )
        for account in accounts
        if account.is_active != opens and account.pk != user.pk
    )  # fmt: skip
