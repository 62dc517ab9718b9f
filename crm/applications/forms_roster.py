"""What is typed about a group: places, the state of the session, half-days, modules."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils import timezone

from crm.registers.careful import PersonText
from training.models import Module, Session

from .attendance import PRESENT_IN
from .models import (
    ENROLMENT_PATHS,
    Enrolment,
    EnrolmentState,
    HalfDay,
    Mode,
    RosterState,
)
from .rosters import PATHS

LONGEST = 500
STALE = "Ce n’est plus possible : l’état a changé entre-temps."
# What an agent may do; a training starts by its first half-day, a second offer by an admission.
ENROLMENT_VERBS = {
    EnrolmentState.CONFIRMED: "Confirmer la place",
    EnrolmentState.COMPLETED: "Tenir pour menée à terme",
    EnrolmentState.ABANDONED: "Noter une interruption",
    EnrolmentState.DECLINED: "La personne décline",
    EnrolmentState.EXPIRED: "L’offre a expiré",
    EnrolmentState.WITHDRAWN: "Retirer l’inscription",
}
ROSTER_VERBS = {
    RosterState.CONFIRMED: "Confirmer la session",
    RosterState.RUNNING: "Commencer la session",
    RosterState.ENDED: "Terminer la session",
    RosterState.FILED: "Clore le dossier",
    RosterState.CANCELLED: "Annuler et prévenir tout le monde",
}


class MoveForm(forms.Form):
    """A choice among the ways that are open, with a reason."""

    state = forms.ChoiceField(
        label="Action",
        error_messages={"required": "Choisissez une action.", "invalid_choice": STALE},
    )
    reason = PersonText(label="Motif", required=False, max_length=LONGEST)

    def __init__(self, ways: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = ways  # type: ignore[attr-defined]


class TraineeMoveForm(MoveForm):
    """The same for the place of somebody, who may read the reason."""

    reason = PersonText(label="Motif", required=False, max_length=LONGEST)


def enrolment_ways(enrolment: Enrolment) -> list[tuple[str, str]]:
    state = EnrolmentState(enrolment.state)
    # A training that began goes back by undoing its only half-day, not by a choice.
    begun = {EnrolmentState.CONFIRMED} if state == EnrolmentState.STARTED else set()
    open_ways = ENROLMENT_PATHS[state] - begun
    return [(state.value, verb) for state, verb in ENROLMENT_VERBS.items() if state in open_ways]


def roster_ways(state: RosterState, session: Session) -> list[tuple[str, str]]:
    """A session is cancelled in the catalogue first; then nothing else is left to do."""
    ways = [(way, verb) for way, verb in ROSTER_VERBS.items() if way in PATHS[state]]
    wanted = bool(session.cancelled_on)
    return [(way.value, verb) for way, verb in ways if (way == RosterState.CANCELLED) == wanted]


class DayForm(forms.Form):
    """A day of the session; not one to come, unless told."""

    jour = forms.DateField(
        label="Jour",
        error_messages={
            "required": "Choisissez un jour.",
            "invalid": "Écrivez un jour de la session, par exemple 09/05/2011.",
        },
    )

    def __init__(self, session: Session, *args: Any, to_come: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.session, self.to_come = session, to_come
        last = session.ends_on if to_come else last_day(session)
        self.fields["jour"].widget = forms.DateInput(
            format="%Y-%m-%d",
            attrs={"type": "date", "min": f"{session.starts_on}", "max": f"{last}"},
        )

    def clean_jour(self) -> date:
        day: date = self.cleaned_data["jour"]
        if not self.session.starts_on <= day <= self.session.ends_on:
            raise forms.ValidationError(
                f"La session va du {self.session.starts_on:%d/%m/%Y}"
                f" au {self.session.ends_on:%d/%m/%Y}."
            )
        if day > timezone.localdate() and not self.to_come:
            raise forms.ValidationError("Ce jour est à venir.")
        return day


def last_day(session: Session) -> date:
    """The last day that can be noted: today, or the end of the session."""
    return max(session.starts_on, min(session.ends_on, timezone.localdate()))


class SheetForm(forms.Form):
    """The half-days of one day, a box each, for those who hold a confirmed place."""

    present = forms.MultipleChoiceField(
        required=False,
        error_messages={"invalid_choice": "Une case cochée n’est plus sur cette feuille."},
    )
    mode = forms.ChoiceField(label="Modalité", choices=Mode, initial=Mode.ON_SITE)
    minutes = forms.IntegerField(
        label="Durée d’une demi-journée, en minutes",
        required=False,
        min_value=1,
        max_value=300,
        help_text="Celle du calendrier, ou 210 sans calendrier, quand rien n’est écrit.",
        error_messages={"invalid": "Écrivez un nombre de minutes, de 1 à 300."},
    )
    on_paper = forms.BooleanField(label="La feuille papier signée est archivée", required=False)

    def __init__(self, enrolments: Iterable[Enrolment], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.enrolments = {row.pk: row for row in enrolments if row.state in PRESENT_IN}
        self.fields["present"].choices = [  # type: ignore[attr-defined]
            (f"{pk}-{half}", "") for pk in self.enrolments for half in HalfDay.values
        ]

    def clean_present(self) -> list[tuple[Enrolment, HalfDay]]:
        ticked = (value.split("-") for value in self.cleaned_data["present"])
        return [(self.enrolments[int(pk)], HalfDay(half)) for pk, half in ticked]

    def ticked(self) -> set[str]:
        """The boxes as they were posted, to show them again."""
        return set(cast("QueryDict", self.data).getlist("present")) if self.is_bound else set()


class ScanForm(forms.Form):
    """A sheet that came back signed, scanned or photographed."""

    file = forms.FileField(
        label="Feuille signée, numérisée ou photographiée",
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
        help_text="PDF, JPEG ou PNG, 10\N{NO-BREAK SPACE}Mo au plus.",
        error_messages={
            "required": "Choisissez le fichier de la feuille signée.",
            "missing": "Choisissez le fichier de la feuille signée.",
            "invalid": "Choisissez le fichier de la feuille signée.",
            "empty": "Ce fichier est vide.",
            "max_length": "Le nom de ce fichier est trop long : renommez-le.",
        },
    )

    def told(self) -> str:
        """The first thing wrong, in a sentence."""
        return next((str(errors[0]) for errors in self.errors.values()), "")


class ModulesForm(forms.Form):
    """The distance modules to validate, a box a trainee and module."""

    validated = forms.MultipleChoiceField(
        required=False,
        error_messages={"invalid_choice": "Une case cochée n’est plus dans cette grille."},
    )

    def __init__(
        self, enrolments: Iterable[Enrolment], modules: Iterable[Module], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.enrolments = {row.pk: row for row in enrolments if row.state in PRESENT_IN}
        self.modules = {row.pk: row for row in modules}
        self.fields["validated"].choices = [  # type: ignore[attr-defined]
            (f"{pk}-{module}", "") for pk in self.enrolments for module in self.modules
        ]

    def clean_validated(self) -> list[tuple[Enrolment, Module]]:
        ticked = (value.split("-") for value in self.cleaned_data["validated"])
        return [(self.enrolments[int(pk)], self.modules[int(module)]) for pk, module in ticked]

    def ticked(self) -> set[str]:
        return set(cast("QueryDict", self.data).getlist("validated")) if self.is_bound else set()
