"""« Nous écrire » and « Être rappelé ». They only check what was typed; `intake.receive` keeps it."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from crm.people.countries import FRANCE
from crm.people.form_fields import LineField, LongTextField, PhoneField
from crm.people.residence import ResidenceForm
from editorial.signed_forms import SignedForm

from .contents import DAYS, MOMENTS, Message
from .models import RequestKind, Topic
from .pages import page_path

LONGEST = 4000
TOPICS = [
    (Topic.SETTLE, "M’installer"),
    (Topic.TRAIN, "Me former"),
    (Topic.TELECENTRE, "Le télécentre"),
    (Topic.OTHER, "Autre chose"),
]
ONE_CHOICE = "Choisissez un des sujets de la liste."
NOT_A_CHOICE = {
    "invalid_choice": "Ce choix n’est pas dans la liste.",
    "invalid_list": "Ce choix n’est pas dans la liste.",
}


def mail_field(hint: str, missing: str = "") -> forms.EmailField:
    return forms.EmailField(
        label="Adresse électronique",
        max_length=254,
        required=bool(missing),
        help_text=hint,
        error_messages={
            "required": missing,
            "invalid": "Cette adresse est incomplète. Par exemple\u00a0: prenom.nom@exemple.fr",
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )


class ContactForm(ResidenceForm, SignedForm):
    """What both forms ask. Where one lives may be left unsaid."""

    kind: ClassVar[RequestKind]
    place_needed = False

    first_name = LineField("Prénom", "Indiquez votre prénom.", most=80, autocomplete="given-name")
    last_name = LineField(
        "Nom", "Indiquez votre nom de famille.", most=80, autocomplete="family-name"
    )
    topic = forms.ChoiceField(
        label="De quoi s’agit-il\u202f?",
        choices=TOPICS,
        widget=forms.RadioSelect,
        error_messages={"required": ONE_CHOICE, "invalid_choice": ONE_CHOICE},
    )
    heard = LineField(
        "Comment nous avez-vous connus\u202f?",
        most=160,
        hint="Un article, le Forum, une amie… Cela nous aide à mieux nous faire connaître.",
    )
    page = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_page(self) -> str:
        """A path of this site, nothing when what was posted is none."""
        return page_path(self.cleaned_data["page"])

    @property
    def chosen_topic(self) -> Topic:
        return Topic(self.cleaned_data["topic"])

    def message(self) -> Message:
        """What a valid form says; what was typed in the part that does not concern them is left."""
        said = {
            name: self.cleaned_data[name]
            for name in Message.__dataclass_fields__
            if name in self.cleaned_data
        }
        said |= {"country": FRANCE} if self.lives_in_france else {"commune": ""}
        return Message(**said)


class WriteForm(ContactForm):
    """A message: an address or a number to answer it."""

    kind = RequestKind.MESSAGE

    email = mail_field("C’est là que nous vous répondrons.")
    phone = PhoneField(
        "Téléphone", hint="Si vous préférez parler. Hors de France, commencez par +."
    )
    text = LongTextField(
        "Votre message",
        "Écrivez votre message.",
        most=LONGEST,
        hint="Une ou deux phrases suffisent pour commencer.",
    )

    field_order = (
        "topic", "text", "first_name", "last_name", "email", "phone",
        "residence", "postcode", "commune", "country", "heard",
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        typed = [
            cleaned.get("email"),
            cleaned.get("phone"),
            *self.errors.keys() & {"email", "phone"},
        ]
        if not any(typed):
            self.add_error(
                "email",
                "Laissez une adresse électronique ou un téléphone, pour que nous puissions "
                "vous répondre.",
            )
        return cleaned


class CallForm(ContactForm):
    """A call asked for: a number, and when it may ring."""

    kind = RequestKind.CALL

    phone = PhoneField(
        "Téléphone",
        "Indiquez le numéro où vous joindre.",
        hint="Hors de France, commencez par +.",
    )
    days = forms.MultipleChoiceField(
        label="Quels jours\u202f?",
        choices=[(key, label.capitalize()) for key, label in DAYS.items()],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Sans réponse, le prochain jour ouvré.",
        error_messages=NOT_A_CHOICE,
    )
    moments = forms.MultipleChoiceField(
        label="À quels moments\u202f?",
        choices=[(key, label.capitalize()) for key, label in MOMENTS.items()],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages=NOT_A_CHOICE,
    )
    email = mail_field("Pour recevoir une confirmation.")
    text = LongTextField(
        "Ce dont vous aimeriez parler", most=LONGEST, rows=4, hint="En une phrase, si vous voulez."
    )

    field_order = (
        "first_name", "last_name", "phone", "days", "moments", "topic", "text", "email",
        "residence", "postcode", "commune", "country", "heard",
    )  # fmt: skip
