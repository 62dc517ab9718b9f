"""When somebody would come, and what they need to: the part of the application about the stay."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString

from crm.people.form_fields import LineField, LongTextField, NumberField
from crm.people.forms import DAY
from editorial.dates import day as written
from editorial.plugins import Availability
from training.models import Session

from .companions import MOST_COMPANIONS, references

MOST_LODGED = 12
NO_LODGING, LODGING = "non", "oui"
SESSION_CLOSED = (
    "Cette session ne reçoit plus de candidatures. "
    "Choisissez-en une autre, ou la première possible."
)


class SessionForm(forms.Form):
    """Which session, among those that take applications today."""

    session = forms.ChoiceField(
        label="Quelle session vous conviendrait\u202f?",
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": SESSION_CLOSED},
    )

    def __init__(
        self, *args: Any, sessions: list[Session], seats: dict[int, Availability], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.open_sessions = {str(session.pk): session for session in sessions}
        self.fields["session"].choices = [  # type: ignore[attr-defined]
            *((key, session_label(row, seats[row.pk])) for key, row in self.open_sessions.items()),
            ("", format_html("La première possible {}", small("Nous vous proposerons une date."))),
        ]

    @property
    def chosen_session(self) -> Session | None:
        return self.open_sessions.get(self.cleaned_data["session"])


class ComingForm(SessionForm):
    lodging = forms.ChoiceField(
        label="Aurez-vous besoin d’un logement pendant les semaines sur place\u202f?",
        choices=[(NO_LODGING, "Non"), (LODGING, "Oui")],
        initial=NO_LODGING,
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Répondez par oui ou par non."},
    )
    people = NumberField(
        "Combien de personnes à loger, vous compris\u202f?",
        f"Écrivez un nombre de personnes, de 1 à {MOST_LODGED}.",
        digits=2,
    )
    arrives_on = forms.DateField(
        label="Arrivée souhaitée",
        required=False,
        widget=DAY,
        error_messages={"invalid": "Écrivez la date d’arrivée ainsi\u00a0: 09/05/2027."},
    )
    leaves_on = forms.DateField(
        label="Départ souhaité",
        required=False,
        widget=DAY,
        error_messages={"invalid": "Écrivez la date de départ ainsi\u00a0: 20/05/2027."},
    )
    arrival = LineField(
        "Comment arriverez-vous\u202f?",
        most=160,
        hint="Par exemple\u00a0: par le train de 18 h, ou en voiture tard le soir.",
    )
    accessibility = LongTextField(
        "De quel aménagement auriez-vous besoin pour suivre la formation\u202f?",
        most=2000,
        rows=3,
        hint=(
            "Un accès de plain-pied, un écran plus grand, des pauses, un interprète… Dites ce qu’il "
            "faut prévoir, jamais pourquoi\u00a0: votre santé ne nous regarde pas."
        ),
    )
    needs = LongTextField(
        "Autre chose qui vous aiderait à venir\u202f?",
        most=2000,
        rows=3,
        hint="Une garde d’enfants, un covoiturage, des horaires…",
    )
    companions = LineField(
        "Quelqu’un de votre foyer candidate aussi\u202f?",
        most=400,
        hint=(
            "Écrivez son adresse électronique, ou le code de foyer que montre sa page de suivi. "
            "Vos candidatures seront lues ensemble."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["people"].between(1, MOST_LODGED)  # type: ignore[attr-defined]

    def clean_companions(self) -> str:
        typed: str = self.cleaned_data["companions"]
        found, unread = references(typed)
        if unread:
            raise forms.ValidationError(
                f"«\u00a0{unread[0]}\u00a0» n’est ni une adresse électronique ni un code de foyer "
                "(huit lettres et chiffres)."
            )
        if len(found) > MOST_COMPANIONS:
            raise forms.ValidationError(f"Nommez {MOST_COMPANIONS} personnes au plus.")
        return typed

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("lodging") != LODGING:
            # What was typed in the part that does not concern them is left.
            for name in ("people", "arrives_on", "leaves_on", "arrival"):
                self.errors.pop(name, None)
                said[name] = "" if name == "arrival" else None
            return said
        if not said.get("people") and "people" not in self.errors:
            self.add_error("people", "Dites combien de personnes loger.")
        arrives, leaves = said.get("arrives_on"), said.get("leaves_on")
        if arrives and leaves and leaves <= arrives:
            self.add_error("leaves_on", "Le départ suit l’arrivée\u00a0: corrigez l’une des dates.")
        return said


def session_label(session: Session, seats: Availability) -> SafeString:
    """« 9 mai 2011 », what is taught, and what is left."""
    told = f"{session.course.title}. {seats.label}."
    return format_html("{} {}", written(session.starts_on), small(told))


def small(text: str) -> SafeString:
    return format_html("<small>{}</small>", text)
