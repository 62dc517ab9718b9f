"""What is asked and typed at the desk of applications. Services decide and write."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Exists, OuterRef
from django.utils import timezone

from crm.journal.refusal import Refused
from crm.people.duplicates import Likeness
from crm.people.models import Person
from crm.registers.careful import PersonText
from territory.models import Origin
from training.models import Session

from . import rules
from .models import APPLICATION_PATHS, Application, ApplicationState
from .queue import ALL, ANY_SESSION, TO_STUDY, Wanted
from .seats import places_left
from .waitlist.keeping import check_turn

State = ApplicationState
LONGEST = 500
# Older sessions are reached from their group.
OFFERED = 40
UNKNOWN_CHOICE = {"invalid_choice": "Ce choix n’existe pas : la liste est montrée sans lui."}
VERBS = {
    State.UNDER_REVIEW: "Mettre à l’étude",
    State.ADMITTED: "Admettre : une place lui est réservée",
    State.WAITLISTED: "Mettre sur liste d’attente",
    State.POOLED: "Reporter à une prochaine session",
    State.REFUSED: "Refuser",
    State.WITHDRAWN: "Retirer, à sa demande",
}


class QueueForm(forms.Form):
    """The filter of the queue. What is wrong is told beside its field and left out."""

    q = forms.CharField(
        label="Nom ou n° de dossier",
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    etat = forms.ChoiceField(
        label="État",
        required=False,
        choices=[
            (TO_STUDY, "À étudier"),
            (ALL, "Tous les états"),
            *[(state.value, state.label.capitalize()) for state in State if state != State.DRAFT],
        ],
        error_messages=UNKNOWN_CHOICE,
    )
    session = forms.ChoiceField(label="Session", required=False, error_messages=UNKNOWN_CHOICE)
    origine = forms.ChoiceField(
        label="Origine",
        required=False,
        choices=[
            ("", "Toutes"),
            *[(origin.value, origin.label.capitalize()) for origin in Origin],
        ],
        error_messages=UNKNOWN_CHOICE,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sessions = {str(row.pk): row for row in self._applied_to()}
        self.fields["session"].choices = [  # type: ignore[attr-defined]
            ("", "Toutes"),
            (ANY_SESSION, "Sans session choisie"),
            *[(pk, str(row)) for pk, row in self.sessions.items()],
        ]

    def _applied_to(self) -> list[Session]:
        """The latest sessions to which people applied, and the one that the address names."""
        sent = Application.objects.filter(session=OuterRef("pk"))
        rows = Session.objects.filter(Exists(sent)).select_related("course")
        latest = list(rows.order_by("-starts_on", "-pk")[:OFFERED])
        named = self.data.get("session", "")
        if named.isdecimal() and len(named) < 19 and int(named) not in {row.pk for row in latest}:
            latest += rows.filter(pk=int(named))
        return latest

    def wanted(self) -> Wanted:
        self.is_valid()
        said = self.cleaned_data
        session = said.get("session") or None
        return Wanted(
            words=said.get("q", ""),
            state=said.get("etat", TO_STUDY),
            origin=said.get("origine", ""),
            session=self.sessions.get(session, session) if session else None,
        )


class DecisionForm(forms.Form):
    """A way out of the present state of an application, with its reason and its session."""

    state = forms.ChoiceField(
        label="Décision",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choisissez une décision.",
            "invalid_choice": "Cette décision n’est plus possible : l’état a changé entre-temps.",
        },
    )
    session = forms.ChoiceField(
        label="Session",
        required=False,
        help_text="Où la personne est admise, étudiée, ou attend une place.",
        error_messages={"invalid_choice": "Cette session n’est plus ouverte à l’admission."},
    )
    reason = PersonText(label="Motif", required=False, max_length=LONGEST, rows=3)

    def __init__(self, application: Application, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.application = application
        ways = [state for state in VERBS if state in possible(application)]
        self.fields["state"].choices = [(way.value, VERBS[way]) for way in ways]  # type: ignore[attr-defined]
        if len(ways) == 1:
            self.initial.setdefault("state", ways[0].value)
        if State.REFUSED in ways:
            self.fields[
                "reason"
            ].help_text = "Obligatoire pour refuser : la personne lit le motif d’un refus."
        places = {State.ADMITTED, State.UNDER_REVIEW}.intersection(ways)
        if not places or application.state == State.SUBMITTED:
            del self.fields["session"]
            self.sessions: dict[str, Session] = {}
        else:
            self._offer_sessions()

    def _offer_sessions(self) -> None:
        today = timezone.localdate()
        rows = list(
            Session.objects.standing()
            .filter(ends_on__gte=today)
            .select_related("course")
            .order_by("starts_on")
        )
        left = places_left(rows)
        self.sessions = {str(row.pk): row for row in rows}
        self.fields["session"].choices = [  # type: ignore[attr-defined]
            ("", "Choisir une session"),
            *[(pk, f"{row} ({places(left[row.pk])})") for pk, row in self.sessions.items()],
        ]
        self.initial.setdefault("session", str(self.application.session_id or ""))

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        state, session = said.get("state"), self.chosen_session()
        if not state:
            return said
        try:
            rules.check_path(self.application, State(state), said.get("reason", ""))
        except Refused as refusal:
            self.add_error("reason", str(refusal))
        try:
            rules.check_place(State(state), session or self.application.session, timezone.now())
        except Refused as refusal:
            self.add_error("session" if "session" in self.fields else None, str(refusal))
        if state == State.ADMITTED and session in {None, self.application.session}:
            try:
                check_turn(self.application, said.get("reason", ""))
            except Refused as refusal:
                self.add_error("reason", str(refusal))
        return said

    def chosen_session(self) -> Session | None:
        return self.sessions.get(self.cleaned_data.get("session", ""))


class ReviewForm(forms.Form):
    """Whose form it is: a file that looks like it, a new one, or nobody's."""

    NEW, NOBODY = "new", "nobody"

    whose = forms.ChoiceField(
        label="À qui est ce formulaire ?",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Dites à qui est ce formulaire.",
            "invalid_choice": "Ce dossier ne ressemble plus à ce formulaire : choisissez de nouveau.",
        },
    )
    reason = PersonText(
        label="Motif",
        required=False,
        max_length=LONGEST,
        help_text="Seulement pour écarter une répétition, un essai, une demande sans objet",
    )

    def __init__(self, likely: list[Likeness], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(likeness.person.pk): likeness.person for likeness in likely}
        self.fields["whose"].choices = [  # type: ignore[attr-defined]
            *[
                (
                    str(likeness.person.pk),
                    f"{likeness.person}, dossier n° {likeness.person.file_number}. {likeness.reason}",
                )
                for likeness in likely
            ],
            (self.NEW, "Quelqu’un d’autre : ouvrir un nouveau dossier"),
            (self.NOBODY, "Personne : écarter ce formulaire"),
        ]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("whose") == self.NOBODY and not said.get("reason"):
            self.add_error("reason", "Indiquez pourquoi ce formulaire est écarté.")
        return said

    def chosen_person(self) -> Person | None:
        return self.people.get(self.cleaned_data["whose"])


def possible(application: Application) -> set[ApplicationState]:
    """The states that an application may be given now."""
    ways = set(APPLICATION_PATHS[State(application.state)])
    if application.state == State.ADMITTED and not (
        application.session and application.session.cancelled_on
    ):
        ways.discard(State.POOLED)
    if application.state == State.WITHDRAWN and not rules.let_an_offer_pass(application):
        ways.discard(State.WAITLISTED)
    return ways


def places(left: int) -> str:
    if left == 0:
        return "complète"
    return "une place libre" if left == 1 else f"{left} places libres"
