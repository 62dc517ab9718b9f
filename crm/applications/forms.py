"""The public application form. It only checks what was typed; `intake.receive` keeps it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString

from crm.people.countries import FRANCE
from crm.people.form_fields import LineField, LongTextField, NumberField, PhoneField
from crm.people.models import ProfessionalStatus
from crm.people.residence import ResidenceForm
from editorial.dates import day as written
from editorial.plugins import Availability
from training.models import Session

from .answers import Answers

YOUNGEST, OLDEST = 16, 100

SITUATIONS = [
    (ProfessionalStatus.EMPLOYEE, "En poste, je veux changer"),
    (ProfessionalStatus.UNEMPLOYED, "Sans emploi depuis moins d’un an"),
    (ProfessionalStatus.LONG_UNEMPLOYED, "Sans emploi depuis un an ou plus"),
    (ProfessionalStatus.SELF_EMPLOYED, "Déjà à mon compte"),
    (ProfessionalStatus.TRAINING, "En formation"),
    (ProfessionalStatus.INACTIVE, "Sans activité pour le moment"),
    (ProfessionalStatus.OTHER, "Autre, ou je préfère en parler de vive voix"),
]
SESSION_CLOSED = (
    "Cette session ne reçoit plus de candidatures. "
    "Choisissez-en une autre, ou la première possible."
)


class ApplyForm(ResidenceForm):
    first_name = LineField("Prénom", "Indiquez votre prénom.", most=80, autocomplete="given-name")
    last_name = LineField(
        "Nom", "Indiquez votre nom de famille.", most=80, autocomplete="family-name"
    )
    email = forms.EmailField(
        label="Adresse électronique",
        max_length=254,
        help_text="C’est là que nous vous répondrons.",
        error_messages={
            "required": "Indiquez une adresse électronique, pour que nous puissions vous répondre.",
            "invalid": "Cette adresse est incomplète. Par exemple\u00a0: prenom.nom@exemple.fr",
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )
    phone = PhoneField(
        "Téléphone", hint="Si vous préférez parler. Hors de France, commencez par +."
    )
    birth_year = NumberField(
        "Année de naissance",
        "Écrivez l’année en quatre chiffres, par exemple 1978.",
        digits=4,
        autocomplete="bday-year",
    )
    professional_status = forms.ChoiceField(
        label="Où en êtes-vous aujourd’hui\u202f?",
        choices=SITUATIONS,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choisissez la situation qui ressemble le plus à la vôtre.",
            "invalid_choice": "Choisissez une des situations de la liste.",
        },
    )
    trade = LineField(
        "Votre métier ou savoir-faire",
        most=120,
        hint="Par exemple\u00a0: secrétariat médical, traduction, mise en page.",
        autocomplete="organization-title",
    )
    experience_years = NumberField(
        "Années d’expérience dans ce métier",
        "Écrivez un nombre d’années, de 0 à 70.",
        digits=2,
    )
    project = LongTextField(
        "Que voulez-vous proposer, et à qui\u202f?",
        "Dites en une ou deux phrases ce que vous aimeriez faire.",
        most=4000,
        hint=(
            "Trois ou quatre phrases suffisent. Pas besoin d’un plan d’affaires\u00a0: "
            "nous le ferons ensemble."
        ),
    )
    session = forms.ChoiceField(
        label="Quelle session vous conviendrait\u202f?",
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": SESSION_CLOSED},
    )
    needs = LongTextField(
        "De quoi auriez-vous besoin pour venir\u202f?",
        most=2000,
        rows=4,
        hint=(
            "Un logement pendant les semaines sur place, une garde d’enfants, un accès en "
            "fauteuil… Les détails médicaux ne nous regardent pas."
        ),
    )
    newsletter = forms.BooleanField(required=False)
    form_key = forms.CharField(required=False, widget=forms.HiddenInput)
    # Nobody sees this field: only what fills in everything does.
    precision = forms.CharField(
        label="Laissez ce champ vide",
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    field_order = (
        "first_name", "last_name", "email", "phone", "birth_year",
        "residence", "postcode", "commune", "country",
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        sessions: list[Session],
        seats: dict[int, Availability],
        newsletter: str,
        day: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.seats = seats
        self.open_sessions = {str(session.pk): session for session in sessions}
        self.fields["session"].choices = [  # type: ignore[attr-defined]
            *((key, session_label(row, seats[row.pk])) for key, row in self.open_sessions.items()),
            ("", format_html("La première possible {}", small("Nous vous proposerons une date."))),
        ]
        self.fields["newsletter"].label = newsletter
        self.fields["birth_year"].between(day.year - OLDEST, day.year - YOUNGEST)  # type: ignore[attr-defined]
        self.fields["experience_years"].between(0, 70)  # type: ignore[attr-defined]

    @property
    def chosen_session(self) -> Session | None:
        return self.open_sessions.get(self.cleaned_data["session"])

    def answers(self) -> Answers:
        """What a valid form says; what was typed in the part that does not concern them is left."""
        said = {name: self.cleaned_data[name] for name in Answers.__dataclass_fields__}
        if self.lives_in_france:
            said["country"] = FRANCE
        else:
            said["commune"] = ""
        return Answers(**said)


def session_label(session: Session, seats: Availability) -> SafeString:
    """« 9 mai 2011 », what is taught, and what is left."""
    told = f"{session.course.title}. {seats.label}."
    return format_html("{} {}", written(session.starts_on), small(told))


def small(text: str) -> SafeString:
    return format_html("<small>{}</small>", text)
