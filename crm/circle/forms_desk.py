"""What an advisor types about the circle: whom to invite, what they see, how the person agreed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone

from crm.journeys.models import Journey
from crm.needs.models import Need
from crm.organisations.models import Organisation
from crm.people.form_fields import LineField
from crm.people.forms import DAY
from crm.registers.careful import CarefulForm, PersonText

from .choosing import Chosen
from .inviting import Invitation
from .models import Helper, ItemKind

SIMPLE = [kind for kind in ItemKind if kind not in {ItemKind.NEED, ItemKind.WORDS}]


class ShareForm(CarefulForm):
    """What a partner of a journey sees, and until when."""

    careful_fields = ("words",)

    items = forms.MultipleChoiceField(
        label="Ce que le partenaire voit de la personne",
        choices=[(kind.value, kind.label) for kind in SIMPLE],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Son prénom est toujours montré. Rien d’autre ne l’est sans être coché.",
    )
    needs = forms.MultipleChoiceField(
        label="Les besoins qu’il voit", required=False, widget=forms.CheckboxSelectMultiple
    )
    words = PersonText(
        label="Quelques mots sur le projet",
        required=False,
        max_length=600,
        rows=3,
        help_text="Écrits pour le partenaire, qui ne lit ni le projet ni les notes du dossier",
    )
    ends_on = forms.DateField(label="Jusqu’au", widget=DAY)
    said_by = LineField(
        "Comment la personne a donné son accord",
        most=40,
        hint="Par exemple\u00a0: en entretien, au téléphone. Laissez vide pour le lui demander par "
        "courriel. Ce qui est déjà accepté n’est pas redemandé.",
    )

    def __init__(self, *args: Any, journey: Journey, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Need.objects.of_the_household_of(journey.person).select_related("member__person")
        self.known = {str(need.pk): need for need in rows}
        self.fields["needs"].choices = [  # type: ignore[attr-defined]
            (key, f"{need.get_kind_display().capitalize()}, {need.for_whom}\u00a0: {need.text}")
            for key, need in self.known.items()
        ]
        if not self.known:
            del self.fields["needs"]
        self.fields["ends_on"].initial = timezone.localdate() + timedelta(
            days=settings.CIRCLE["days"]
        )

    def chosen(self) -> list[Chosen]:
        told = self.cleaned_data
        return [
            *(Chosen(ItemKind(kind)) for kind in told["items"]),
            *([Chosen(ItemKind.WORDS, text=told["words"])] if told["words"] else []),
            *(Chosen(ItemKind.NEED, need=self.known[key]) for key in told.get("needs", [])),
        ]

    @staticmethod
    def values_of(helper: Helper) -> dict[str, Any]:
        rows = list(helper.items.all())
        return {
            "items": [row.kind for row in rows if row.kind in SIMPLE],
            "needs": [str(row.need_id) for row in rows if row.need_id],
            "words": next((row.text for row in rows if row.kind == ItemKind.WORDS), ""),
            "ends_on": helper.ends_on,
        }


class InviteForm(ShareForm):
    """Somebody new in the circle."""

    name = LineField("Nom du partenaire", "Indiquez le nom du partenaire.", most=120)
    email = forms.EmailField(label="Courriel", max_length=254)
    role = LineField(
        "À quel titre",
        "Dites à quel titre cette personne aide.",
        most=160,
        hint="Par exemple\u00a0: directrice de l’école de Murat. La personne aidée le lit.",
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.all(), label="Organisation", required=False, empty_label="aucune"
    )

    field_order = (
        "name", "email", "role", "organisation", "items", "needs", "words", "ends_on", "said_by",
    )  # fmt: skip

    def invitation(self) -> Invitation:
        names = ("name", "email", "role", "ends_on", "organisation")
        return Invitation(**{name: self.cleaned_data[name] for name in names})


class RevokeForm(forms.Form):
    reason = PersonText(label="Motif", max_length=240)


class SaidForm(forms.Form):
    """What the person said of a sharing, and how."""

    given = forms.TypedChoiceField(
        label="La personne",
        choices=[("yes", "donne son accord"), ("no", "retire son accord")],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
    )
    channel = LineField(
        "Par quel moyen", "Dites par quel moyen.", most=40, hint="Par exemple\u00a0: au téléphone."
    )


class HandleForm(forms.Form):
    """A partner's word goes in the file, or is left out of it."""

    act = forms.ChoiceField(choices=[("accept", "Verser au dossier"), ("aside", "Écarter")])
