"""What is typed about a waiting list."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone

from crm.registers.careful import PersonText
from crm.waiting.models import Priority, WaitEntry

from .forms_roster import LONGEST, TraineeMoveForm
from .models import ApplicationState, Enrolment

RANKS = {f"rank-{priority.value}": priority for priority in Priority}
RANK_VERBS = {
    Priority.FIRST: "Faire passer en priorité",
    Priority.NORMAL: "Remettre à son rang",
    Priority.LAST: "Faire passer après les autres",
}
WAYS_OUT = {
    ApplicationState.POOLED: "Reporter à une prochaine session",
    ApplicationState.WITHDRAWN: "Retirer, à sa demande",
    ApplicationState.REFUSED: "Refuser",
}


class EntryForm(TraineeMoveForm):
    """Another rank, or a way out of the list; always with a reason."""

    reason = PersonText(
        label="Motif",
        max_length=LONGEST,
        error_messages={"required": "Indiquez un motif : il est inscrit au journal."},
    )


def entry_ways(entry: WaitEntry) -> list[tuple[str, str]]:
    ranks = [
        (value, RANK_VERBS[priority])
        for value, priority in RANKS.items()
        if priority != entry.priority_class
    ]
    return [*ranks, *((state.value, verb) for state, verb in WAYS_OUT.items())]


class OfferForm(forms.Form):
    """Nothing to choose: the order says whose turn it is."""

    reason = PersonText(label="Motif", required=False, max_length=LONGEST)


class PoolForm(forms.Form):
    """Everybody who still waits, at once."""

    reason = PersonText(
        label="Motif",
        max_length=LONGEST,
        error_messages={"required": "Indiquez pourquoi ces personnes sont reportées."},
    )


class ExtendForm(forms.Form):
    """A later last day to answer an offer."""

    until = forms.DateField(
        label="Réponse au plus tard le",
        error_messages={
            "required": "Choisissez un jour.",
            "invalid": "Écrivez un jour, par exemple 09/05/2011.",
        },
    )
    reason = PersonText(
        label="Motif",
        max_length=LONGEST,
        error_messages={"required": "Indiquez pourquoi ce délai est prolongé."},
    )

    def __init__(self, enrolment: Enrolment, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ends = enrolment.expires_at or timezone.now()
        least = timezone.localdate(ends) + timedelta(days=1)
        self.fields["until"].widget = forms.DateInput(
            format="%Y-%m-%d", attrs={"type": "date", "min": f"{least}"}
        )
