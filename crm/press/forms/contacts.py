"""What is typed about journalists and their media."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from wagtail.models import Page

from crm.organisations.models import Organisation, OrganisationKind
from crm.people.form_fields import LineField, PhoneField
from crm.people.forms import DAY
from crm.people.models import Civility
from crm.registers.careful import CarefulForm, PersonText
from editorial.typography import french
from forum.models import EditionPage
from news.models import MediaKind, ReleasePage

from ..exchanging import Said
from ..models import Beat, Direction, ExchangeKind, Language, PressContact
from ..services import Sheet

LATEST = 12
NO_MEDIUM = "indépendant, ou autre"


def media() -> Any:
    return Organisation.objects.filter(kind=OrganisationKind.MEDIA)


class ContactListForm(forms.Form):
    """The filter of the list. What is wrong is left out."""

    STATES = (
        ("", "Tous"),
        ("joignables", "Joignables par courriel"),
        ("silencieux", "Sans nouvelles depuis longtemps"),
        ("opposes", "Ne veulent plus rien recevoir"),
        ("erreur", "Courriel en erreur"),
        ("embargo", "Respectent l’embargo"),
        ("fin", "Bientôt effacés"),
    )

    q = forms.CharField(
        label="Nom, média ou courriel",
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    titre = forms.ModelChoiceField(
        Organisation.objects.none(), label="Média", required=False, empty_label="Tous"
    )
    nature = forms.ChoiceField(
        label="Nature", required=False, choices=[("", "Toutes"), *MediaKind.choices]
    )
    rubrique = forms.ModelChoiceField(
        Beat.objects.all(), label="Rubrique", required=False, empty_label="Toutes"
    )
    etat = forms.ChoiceField(label="Situation", required=False, choices=STATES)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["titre"].queryset = media()  # type: ignore[attr-defined]

    @property
    def narrows(self) -> bool:
        return any(self.cleaned_data.values()) or bool(self.errors)


class ContactForm(forms.Form):
    """A journalist; a medium that is not in the list is added with its name."""

    civility = forms.ChoiceField(
        label="Civilité", required=False, choices=[("", "non précisée"), *Civility.choices[:2]]
    )
    first_name = LineField("Prénom", most=80)
    last_name = LineField(
        "Nom",
        "Un contact a un nom, celui de la rédaction à défaut.",
        most=120,
        hint="Pour une adresse commune\u00a0: Rédaction.",
    )
    function = LineField("Fonction", most=120, hint="Par exemple\u00a0: cheffe d’édition.")
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label="Média", required=False, empty_label=NO_MEDIUM
    )
    new_outlet = LineField(
        "Ou un média qui n’est pas dans la liste", most=160, hint="Son nom\u00a0: il est ajouté."
    )
    new_outlet_kind = forms.ChoiceField(
        label="Nature de ce média", required=False, choices=MediaKind.choices
    )
    email = forms.EmailField(label="Courriel", required=False, max_length=254)
    phone = PhoneField("Téléphone")
    beats = forms.ModelMultipleChoiceField(
        Beat.objects.all(),
        label="Rubriques",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Ce dont cette personne parle\u00a0: les listes s’en servent.",
    )
    area = LineField("Secteur couvert", most=80, hint="Par exemple\u00a0: Haut-Cantal.")
    language = forms.ChoiceField(label="Langue", choices=Language.choices)
    source = LineField(
        "D’où vient cette fiche",
        "Dites d’où viennent ces coordonnées\u00a0: la personne peut le demander.",
        most=160,
        hint="Par exemple\u00a0: carte donnée au Forum, ours du journal, appel du 3 mars.",
    )
    respects_embargo = forms.BooleanField(
        label="S’est engagée à respecter l’embargo",
        required=False,
        help_text="Peut alors recevoir un communiqué avant son heure.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = media()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("organisation") and told.get("new_outlet"):
            self.add_error("new_outlet", "Choisissez un média dans la liste, ou ajoutez-en un.")
        if not self.errors and not told.get("email") and not told.get("phone"):
            self.add_error("email", "Donnez un courriel ou un téléphone.")
        return told

    def sheet(self, organisation: Organisation | None) -> Sheet:
        told = self.cleaned_data
        names = (
            "civility", "first_name", "last_name", "function", "email", "phone", "area",
            "language", "source", "respects_embargo",
        )  # fmt: skip
        return Sheet(organisation=organisation, **{name: told[name] for name in names})

    @staticmethod
    def values_of(row: PressContact) -> dict[str, Any]:
        names = (
            "civility", "first_name", "last_name", "function", "organisation", "email", "area",
            "language", "source", "respects_embargo",
        )  # fmt: skip
        known = {name: getattr(row, name) for name in names}
        phone = row.phone_words if row.phone else ""
        return known | {"phone": phone, "beats": list(row.beats.all())}


class OutletForm(forms.Form):
    """A medium: its name stays that of its sheet among the organisations."""

    name = LineField("Nom", "Un média a un nom.", most=160)
    kind = forms.ChoiceField(label="Nature", choices=MediaKind.choices)
    rhythm = LineField("Rythme", most=60, hint="Par exemple\u00a0: quotidien, deux bouclages.")
    area = LineField("Zone couverte", most=80)
    email = forms.EmailField(label="Courriel de la rédaction", required=False, max_length=254)
    phone = PhoneField("Téléphone de la rédaction")
    web = forms.URLField(
        label="Site internet", required=False, max_length=300, assume_scheme="https"
    )


class PageField(forms.ModelChoiceField):
    """A page of the site, by its title."""

    def label_from_instance(self, obj: Any) -> str:
        return french(obj.title)


class ExchangeForm(CarefulForm):
    """What was just said with a journalist. Everything has an answer already but the words."""

    careful_fields = ("summary",)

    kind = forms.ChoiceField(
        label="Nature", choices=ExchangeKind.choices, widget=forms.RadioSelect, initial="call"
    )
    summary = PersonText(label="Ce qui s’est dit", max_length=1000, rows=3)
    direction = forms.ChoiceField(
        label="À l’initiative", choices=Direction.choices, widget=forms.RadioSelect, initial="in"
    )
    on = forms.DateField(
        label="Le", required=False, widget=DAY, help_text="Aujourd’hui, sans autre date."
    )
    about = PageField(
        Page.objects.none(), label="À propos de", required=False, empty_label="rien de particulier"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        releases = ReleasePage.objects.newest_first().values_list("pk", flat=True)[:LATEST]
        editions = EditionPage.objects.order_by("-pk").values_list("pk", flat=True)[:LATEST]
        pages = Page.objects.filter(pk__in=[*releases, *editions]).order_by("-pk")
        self.fields["about"].queryset = pages  # type: ignore[attr-defined]

    def said(self) -> Said:
        told = self.cleaned_data
        return Said(
            ExchangeKind(told["kind"]), told["summary"], Direction(told["direction"]), told["about"]
        )

    def moment(self, now: datetime) -> datetime:
        """The hour of now today, noon on another day: the day alone was told."""
        day = self.cleaned_data["on"]
        if day is None or day == timezone.localdate(now):
            return now
        return timezone.make_aware(datetime.combine(day, time(12)))


class HowForm(forms.Form):
    """How somebody said what is noted."""

    how = LineField(
        "Dit comment", "Dites comment cette personne l’a demandé.", most=120,
        hint="Par exemple\u00a0: au téléphone, par courriel du 3 mars.",
    )  # fmt: skip


class ReasonForm(forms.Form):
    reason = LineField("Motif", "Dites pourquoi.", most=200)
