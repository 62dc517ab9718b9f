"""What is typed about the calendar of a session: its weeks, one half-day, the dates of its modules."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q

from crm.journeys.team import called
from telecentre.models import Space, SpaceKind
from training.models import Module, Session

from .calendar.conflicts import Plan
from .calendar.planning import HOURS
from .calendar.whose import trainers
from .calendar.windows import Dates, distance_modules
from .models import HalfDay, ModuleWindow, TaughtHalfDay

GONE = "Ce choix n’existe plus : choisissez à nouveau."
DAY = {
    "required": "Choisissez un jour.",
    "invalid": "Écrivez un jour, par exemple 09/05/2011.",
}
HOUR = {
    "required": "Écrivez une heure, par exemple 9:00.",
    "invalid": "Écrivez une heure, par exemple 9:00.",
}
ROOMS = [SpaceKind.TRAINING, SpaceKind.MEETING, SpaceKind.VIDEO, SpaceKind.MULTIMEDIA]


def rooms_for(session: Session) -> Any:
    """The rooms that exist when a session is held, those for training first."""
    held = Q(valid_from__lte=session.ends_on) & (
        Q(valid_to__isnull=True) | Q(valid_to__gt=session.starts_on)
    )
    return Space.objects.filter(held, kind__in=ROOMS).order_by("kind", "label")


class TrainerChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return called(obj)


class TrainerChoices(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return called(obj)


def _day() -> forms.DateField:
    return forms.DateField(
        label="Jour",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages=DAY,
    )


def _hour(label: str) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages=HOUR,
    )


class WhoAndWhere(forms.Form):
    """The trainer and the room: of the weeks laid at once, or of one half-day."""

    trainer = TrainerChoice(
        label="Formateur",
        queryset=None,
        required=False,
        empty_label="À choisir plus tard",
        error_messages={"invalid_choice": GONE},
    )
    space: forms.ModelChoiceField[Space] = forms.ModelChoiceField(
        label="Salle",
        queryset=None,
        required=False,
        empty_label="À choisir plus tard",
        error_messages={"invalid_choice": GONE},
    )

    def __init__(self, session: Session, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.session = session
        self.fields["trainer"].queryset = trainers()  # type: ignore[attr-defined]
        self.fields["space"].queryset = rooms_for(session)  # type: ignore[attr-defined]


def _tell() -> forms.BooleanField:
    return forms.BooleanField(label="Prévenir le groupe par courriel", required=False, initial=True)


class HalfDayForm(WhoAndWhere):
    """One half-day of the calendar."""

    field_order = [
        "date", "half", "starts_at", "ends_at", "module", "title", "trainer", "space", "tell",
    ]  # fmt: skip
    date = _day()
    half = forms.ChoiceField(label="Demi-journée", choices=HalfDay)
    starts_at = _hour("De")
    ends_at = _hour("À")
    module: forms.ModelChoiceField[Module] = forms.ModelChoiceField(
        label="Module",
        queryset=None,
        required=False,
        empty_label="Aucun\N{NO-BREAK SPACE}: l’intitulé suffit",
        error_messages={"invalid_choice": GONE},
    )
    title = forms.CharField(
        label="Intitulé",
        required=False,
        max_length=160,
        help_text="Celui du module quand rien n’est écrit.",
        error_messages={"max_length": "Cet intitulé est trop long : 160 signes au plus."},
    )

    tell = _tell()

    def __init__(self, session: Session, *args: Any, **kwargs: Any) -> None:
        super().__init__(session, *args, **kwargs)
        taught = Module.objects.filter(course=session.course_id).order_by("number")
        self.fields["module"].queryset = taught  # type: ignore[attr-defined]

    @classmethod
    def of(cls, row: TaughtHalfDay) -> HalfDayForm:
        names = ("date", "half", "starts_at", "ends_at", "module", "trainer", "space")
        told = {name: getattr(row, name) for name in names}
        named = row.module.title if row.module else ""
        return cls(row.session, initial=told | {"title": "" if row.title == named else row.title})

    @classmethod
    def blank(cls, session: Session) -> HalfDayForm:
        starts_at, ends_at = HOURS[HalfDay.MORNING]
        told = {"date": session.starts_on, "starts_at": starts_at, "ends_at": ends_at}
        return cls(session, initial=told)

    def plan(self) -> Plan:
        said = self.cleaned_data
        return Plan(
            date=said["date"],
            half=HalfDay(said["half"]),
            starts_at=said["starts_at"],
            ends_at=said["ends_at"],
            module=said["module"],
            title=said["title"],
            trainer=said["trainer"],
            space=said["space"],
        )


class CancelForm(forms.Form):
    reason = forms.CharField(
        label="Motif de l’annulation",
        max_length=240,
        error_messages={
            "required": "Indiquez le motif de l’annulation : les stagiaires le liront."
        },
        help_text="Une phrase, que les stagiaires liront dans leur calendrier.",
    )
    tell = _tell()


class TrainersForm(forms.Form):
    """Those who are named on a session."""

    users = TrainerChoices(
        label="Formateurs de la session",
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": GONE},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["users"].queryset = trainers()  # type: ignore[attr-defined]


class WindowsForm(forms.Form):
    """Two dates a distance module: opened, to hand in. Both or none."""

    def __init__(
        self,
        session: Session,
        known: dict[int, ModuleWindow],
        proposed: dict[int, Dates],
        *args: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.modules = distance_modules(session)
        for module in self.modules:
            row: Any = known.get(module.pk) or proposed.get(module.pk)
            for name, label in (("opens", "Ouvert le"), ("due", "À rendre le")):
                field = _day()
                field.label, field.required = f"{label}, module {module.number}", False
                field.initial = getattr(row, f"{name}_on", None)
                self.fields[f"{name}_{module.pk}"] = field

    def lines(self) -> list[tuple[Module, Any, Any]]:
        return [
            (module, self[f"opens_{module.pk}"], self[f"due_{module.pk}"])
            for module in self.modules
        ]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for module in self.modules:
            names = (f"opens_{module.pk}", f"due_{module.pk}")
            if {*names} & self.errors.keys():
                continue
            missing = [name for name in names if said.get(name) is None]
            if len(missing) == 1:
                self.add_error(missing[0], "Donnez les deux dates de ce module, ou aucune.")
        return said

    def dates(self) -> dict[int, Dates]:
        def said(name: str) -> date | None:
            return self.cleaned_data.get(name)

        found = {}
        for module in self.modules:
            opens, due = said(f"opens_{module.pk}"), said(f"due_{module.pk}")
            if opens and due:
                found[module.pk] = Dates(opens, due)
        return found
