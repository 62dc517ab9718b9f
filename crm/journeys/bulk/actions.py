"""The acts of a batch: what each is called, which right it asks, what its form makes of one journey."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from crm.journeys.forms.bulk import (
    BatchCloseForm,
    BatchForm,
    BatchTaskForm,
    ColleagueForm,
    MessageForm,
)
from crm.journeys.models import Journey

from . import doors
from .messages import Sender

if TYPE_CHECKING:
    from django.contrib.auth.models import User

Act = Callable[[Journey], None]


@dataclass(frozen=True)
class Deed:
    """One act.

    label   as the menu of the list says it
    button  what confirms it
    right   what it asks beside the right to act on several journeys
    act     from a valid form, what is done to one journey
    """

    label: str
    button: str
    right: str
    form: type[BatchForm]
    act: Callable[[Any, User], Act]


def _assign(form: ColleagueForm, by: User) -> Act:
    owner = form.cleaned_data["colleague"]
    return lambda journey: doors.assign(journey, owner, by=by)


def _share(form: ColleagueForm, by: User) -> Act:
    colleague = form.cleaned_data["colleague"]
    return lambda journey: doors.share(journey, colleague, by=by)


def _plan(form: BatchTaskForm, by: User) -> Act:
    told = form.cleaned_data
    return lambda journey: doors.plan(
        journey, told["label"], told["due_on"], told["assignee"], by=by
    )


def _close(form: BatchCloseForm, by: User) -> Act:
    told = form.cleaned_data
    return lambda journey: doors.close(journey, told["close_reason"], told["reason"], by=by)


def _write(form: MessageForm, by: User) -> Act:
    return Sender(form.batch_key, form.draft, by)


CHANGE = "crm_journeys.change_journey"
MESSAGE = "message"
# By the name that the address and the journal give them.
DEEDS: dict[str, Deed] = {
    "owner": Deed("Confier à un référent", "Confier", CHANGE, ColleagueForm, _assign),
    "share": Deed("Ajouter un coréférent", "Ajouter", CHANGE, ColleagueForm, _share),
    "task": Deed("Prévoir une tâche", "Prévoir", "crm_journeys.add_task", BatchTaskForm, _plan),
    MESSAGE: Deed(
        "Écrire un message", "Envoyer", "crm_journeys.add_interaction", MessageForm, _write
    ),
    "close": Deed("Clore", "Clore", "crm_journeys.move_journey", BatchCloseForm, _close),
}


def offered_to(user: User) -> dict[str, Deed]:
    """The acts that somebody has the right to do on several journeys."""
    if not user.has_perm("crm_journeys.bulk_act"):
        return {}
    return {name: deed for name, deed in DEEDS.items() if user.has_perm(deed.right)}
