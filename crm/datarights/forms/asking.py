"""What somebody asks about their data: typed by them on the site, or by whoever was told at the desk."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from crm.datarights.intake import Asked
from crm.datarights.models import Behalf, Channel, Subject
from crm.people.form_fields import LineField, LongTextField, PhoneField
from crm.registers.careful import CarefulForm, PersonText
from editorial.signed_forms import SignedForm

LONGEST = 4000
SAYS_WHAT = {Subject.RECTIFY, Subject.OTHER}
NO_WAY = "Laissez au moins une adresse électronique, un téléphone ou une adresse postale, pour recevoir la réponse."
SAY_WHAT = "Dites en quelques mots ce qui est à corriger, ou ce que vous demandez."
CHOOSE = "Choisissez une des demandes de la liste."
CHOOSE_WHO = "Dites pour qui vous faites cette demande."
SUBJECTS = [
    (Subject.ACCESS, "Voir mes données"),
    (Subject.RECTIFY, "Les corriger"),
    (Subject.RESTRICT, "En limiter l’usage, le temps d’une vérification"),
    (Subject.OBJECT, "M’opposer à leur usage, ou ne plus rien recevoir"),
    (Subject.ERASE, "Les faire effacer"),
    (Subject.WITHDRAW, "Retirer un accord que j’ai donné"),
    (Subject.CARRY, "Les emporter dans un fichier"),
    (Subject.OTHER, "Autre demande"),
]
WHO = [
    (Behalf.SELF, "Pour moi-même"),
    (Behalf.CHILD, "Pour mon enfant mineur : ses parents exercent ses droits"),
    (Behalf.OTHER, "Pour quelqu’un que je représente"),
]


class AskingForm(forms.Form):
    """What both forms ask."""

    subject = forms.ChoiceField(
        label="Que demandez-vous\N{NARROW NO-BREAK SPACE}?", choices=SUBJECTS, widget=forms.RadioSelect,
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
    )  # fmt: skip
    behalf = forms.ChoiceField(
        label="Pour qui\N{NARROW NO-BREAK SPACE}?", choices=WHO, widget=forms.RadioSelect, initial=Behalf.SELF,
        error_messages={"required": CHOOSE_WHO, "invalid_choice": CHOOSE_WHO},
    )  # fmt: skip
    name = LineField("Prénom et nom", "Indiquez un nom.", most=160, autocomplete="name")
    email = forms.EmailField(
        label="Adresse électronique",
        max_length=254,
        required=False,
        error_messages={
            "invalid": "Cette adresse est incomplète. Par exemple\N{NO-BREAK SPACE}: prenom.nom@exemple.fr"
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )
    phone = PhoneField("Téléphone", hint="Hors de France, commencez par +.")
    postal = LineField("Adresse postale", most=300, autocomplete="street-address")
    number_told = LineField(
        "N° de dossier",
        most=20,
        hint="Si vous le connaissez\N{NO-BREAK SPACE}: 2011-0012.",
    )
    message: forms.CharField = LongTextField("Précisions", most=LONGEST, rows=5)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        ways = ("email", "phone", "postal")
        if not any(said.get(name) for name in ways) and not self.errors.keys() & set(ways):
            self.add_error("email", NO_WAY)
        if (
            said.get("subject") in SAYS_WHAT
            and not said.get("message")
            and "message" not in self.errors
        ):
            self.add_error("message", SAY_WHAT)
        return said

    def asked(self) -> Asked:
        told = {name: self.cleaned_data[name] for name in Asked.__dataclass_fields__}
        told |= {"subject": Subject(told["subject"]), "behalf": Behalf(told["behalf"])}
        return Asked(**told)


class PublicForm(AskingForm, SignedForm):
    """On the site, in the words of whoever types."""

    field_order = (
        "subject",
        "message",
        "behalf",
        "name",
        "email",
        "phone",
        "postal",
        "number_told",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hints = {
            "email": "La réponse y arrive, après que vous avez confirmé cette adresse.",
            "message": "Ce qui est à corriger, l’accord à retirer. N’envoyez aucune pièce d’identité.",
        }
        for name, hint in hints.items():
            self.fields[name].help_text = hint


class IntakeForm(AskingForm, CarefulForm):
    """At the desk, what was said or written otherwise."""

    careful_fields = ("message",)

    channel = forms.ChoiceField(
        label="Reçue par",
        choices=[(key, label) for key, label in Channel.choices if key != Channel.SITE],
    )
    on = forms.DateField(
        label="Reçue le",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text="Le jour où la demande est arrivée chez nous\N{NO-BREAK SPACE}: le mois pour répondre court de là.",
        error_messages={
            "required": "Indiquez le jour où la demande est arrivée.",
            "invalid": "Écrivez une date, par exemple 07/10/2011.",
        },
    )
    message = PersonText(
        label="Ce qui est demandé", rows=5, required=False, max_length=LONGEST,
        help_text="En quelques mots",
    )  # fmt: skip

    field_order = (
        "channel",
        "on",
        "subject",
        "message",
        "behalf",
        "name",
        "email",
        "phone",
        "postal",
        "number_told",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["subject"].label = "Que demande-t-on\N{NARROW NO-BREAK SPACE}?"
        self.fields["on"].initial = timezone.localdate
        self.fields["number_told"].help_text = "S’il est connu."
