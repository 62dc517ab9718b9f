"""What is typed about a message to segments, and about exclusion lists. Services decide and write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from crm.mailings.audiences import AUDIENCES
from crm.mailings.models import Nature
from crm.people.form_fields import LineField, LongTextField, NumberField
from crm.registers.written_texts import problems

from .criteria.criterion import DayField
from .models import Campaign, ExclusionList, Segment
from .models.campaigns import NATURES
from .seeing import sees_people
from .sending.campaigns import Message
from .sending.merge_fields import FIELDS

if TYPE_CHECKING:
    from django.contrib.auth.models import User

GONE = "Un de ces choix n’existe plus\u00a0: cochez à nouveau."


def many(label: str, hint: str = "") -> forms.ModelMultipleChoiceField[Any]:
    return forms.ModelMultipleChoiceField(
        Segment.objects.none(), label=label, required=False, help_text=hint,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": GONE, "invalid_pk_value": GONE},
    )  # fmt: skip


class CampaignForm(forms.Form):
    """The draft of a message: for whom, by what right, what it says."""

    title = LineField(
        "Intitulé", "Donnez un intitulé à cet envoi.", most=160, hint="Pour l’équipe seule."
    )
    segments = many("Les personnes de ces segments")
    without = many("Sauf celles de ces segments")
    lists = many(
        "Sauf les listes", "Les autres listes sont écartées d’elles-mêmes de tous les envois."
    )
    rest_days = NumberField(
        "Sauf qui a déjà été écrit depuis", "Comptez de 1 à 730 jours.", digits=3,
        hint="Nombre de jours.",
    )  # fmt: skip
    nature = forms.ChoiceField(
        label="Nature de l’envoi",
        widget=forms.RadioSelect,
        error_messages={"required": "Dites de quelle nature est cet envoi."},
    )
    audience = forms.ChoiceField(label="Public qui y a consenti", required=False)
    reason = LineField(
        "Motif du message de service", most=300,
        hint="Quelle démarche en cours le rend nécessaire. Gardé au journal avec votre nom.",
    )  # fmt: skip
    subject = LineField("Objet", "Donnez un objet à cet envoi.", most=200)
    text = LongTextField("Texte", "Écrivez le texte de l’envoi.", most=20_000, rows=14)

    to_whom = ("segments", "without", "lists", "rest_days")
    by_right = ("nature", "audience", "reason")
    words = ("subject", "text")

    def __init__(
        self, *args: Any, user: User, campaign: Campaign | None = None, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.fields["rest_days"].between(1, 730)  # type: ignore[attr-defined]
        self._offer_segments(user, campaign)
        self._offer_natures(user)

    def _offer_segments(self, user: User, campaign: Campaign | None) -> None:
        """Those that the user finds in their list, and those that the draft names already."""
        rows = Segment.objects.read_by(user)
        if campaign is not None:
            known = {*campaign.segments.all(), *campaign.without.all()}
            rows = rows | Segment.objects.filter(pk__in=[one.pk for one in known])
        for name in ("segments", "without"):
            self.fields[name].queryset = rows.distinct()  # type: ignore[attr-defined]
        lists = ExclusionList.objects.filter(always=False)
        self.fields["lists"].queryset = lists  # type: ignore[attr-defined]

    def _offer_natures(self, user: User) -> None:
        natures = NATURES if sees_people(user) else [Nature.PROMOTION]
        if not sees_people(user):
            del self.fields["reason"]
        self.fields["nature"].choices = [(one.value, one.label) for one in natures]  # type: ignore[attr-defined]
        publics = [(code, one.label) for code, one in AUDIENCES.items() if code != "press"]
        self.fields["audience"].choices = [("", "à choisir"), *publics]  # type: ignore[attr-defined]

    def group(self, name: str) -> list[forms.BoundField]:
        asked = [field for field in getattr(self, name) if field in self.fields]
        return [self[field] for field in asked if field != "lists" or self.has_lists]

    @property
    def has_lists(self) -> bool:
        return bool(len(self.fields["lists"].choices))  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("nature") == Nature.PROMOTION and not told.get("audience"):
            self.add_error("audience", "Dites quel public a consenti à recevoir cet envoi.")
        for name in self.words:
            if found := problems(told.get(name) or "", FIELDS):
                self.add_error(name, found[0])
        return told

    def message(self) -> Message:
        told = self.cleaned_data
        return Message(**{name: told[name] for name in self.fields})

    @staticmethod
    def values_of(campaign: Campaign) -> dict[str, Any]:
        names = ("title", "rest_days", "nature", "audience", "reason", "subject", "text")
        told = {name: getattr(campaign, name) for name in names}
        for name in ("segments", "without", "lists"):
            told[name] = [row.pk for row in getattr(campaign, name).all()]
        return told


class ListForm(forms.Form):
    """An exclusion list."""

    name = LineField("Nom de la liste", "Donnez un nom à cette liste.", most=80)
    why = LineField("À quoi elle sert", most=240, hint="Sans nommer personne.")
    always = forms.BooleanField(label="Écartée de tous les envois à des segments", required=False)


class ExcludeForm(forms.Form):
    """Somebody to put on a list."""

    typed = LineField(
        "N° de dossier ou adresse électronique",
        "Écrivez un n° de dossier ou une adresse électronique.",
        most=254,
        autocomplete="off",
    )
    until = DayField("Jusqu’au")
