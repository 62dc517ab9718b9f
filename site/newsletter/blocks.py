"""What an issue may hold. Each block has two templates: for the page, and for the e-mail."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.images.blocks import ImageBlock

from editorial.blocks.data import ButtonsBlock
from editorial.blocks.text import QuoteBlock
from editorial.fields import BlocksField
from newsletter.shown import shown_features

INTRODUCTION_FEATURES = ["bold", "italic", "link"]
TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link"]


class IssueTextBlock(blocks.StructBlock):
    title = blocks.CharBlock(label="titre", max_length=90, required=False)
    text = blocks.RichTextBlock(label="texte", features=TEXT_FEATURES)

    class Meta:
        label = "Texte"
        icon = "pilcrow"
        template = "newsletter/blocks/text.html"
        description = "Quelques paragraphes, sous un titre ou non."
        preview_value = {
            "title": "Le mot du mois",
            "text": "<p>La neige tient encore au Lioran, et les <b>journées découverte</b> reprennent.</p>",
        }


class FeatureBlock(blocks.StructBlock):
    """A page of the site on the front. What is left empty comes from the page itself."""

    page = blocks.PageChooserBlock(label="page")
    title = blocks.CharBlock(
        label="titre", max_length=90, required=False, help_text="Vide : celui de la page."
    )
    text = blocks.TextBlock(
        label="en deux phrases",
        max_length=400,
        required=False,
        rows=3,
        help_text="Vide : le chapô de la page.",
    )
    image = ImageBlock(label="image", required=False)
    action = blocks.CharBlock(
        label="ce que dit le lien",
        max_length=60,
        required=False,
        help_text="Un verbe et ce que l’on obtient : Voir le programme. Vide : Lire l’article en entier.",
    )


class FeaturesValue(blocks.StructValue):
    @property
    def shown(self) -> list[Any]:
        """Those that anybody may read now, with what their page says where nothing was written."""
        return shown_features(self["features"])


class FeaturesBlock(blocks.StructBlock):
    title = blocks.CharBlock(label="titre", max_length=90, default="À la une")
    features = blocks.ListBlock(FeatureBlock(label="page"), label="pages", min_num=1, max_num=6)

    class Meta:
        label = "À la une"
        icon = "doc-full-inverse"
        template = "newsletter/blocks/features.html"
        value_class = FeaturesValue
        description = (
            "Une à six pages du site : actualité, formation, Forum. La première est mise en avant."
        )
        preview_value = {"title": "À la une", "features": []}


class KeyDateBlock(blocks.StructBlock):
    day = blocks.DateBlock(label="jour")
    until = blocks.DateBlock(label="jusqu’au", required=False)
    text = blocks.CharBlock(label="ce qui se passe", max_length=120)
    place = blocks.CharBlock(label="où", max_length=80, required=False)
    page = blocks.PageChooserBlock(label="page qui en dit plus", required=False)

    def clean(self, value: Any) -> Any:
        found = super().clean(value)
        day, until = found.get("day"), found.get("until")
        if day and until and until <= day:
            raise StructBlockValidationError(
                {"until": ValidationError("Le dernier jour vient après le premier.")}
            )
        return found


class KeyDatesBlock(blocks.StructBlock):
    title = blocks.CharBlock(label="titre", max_length=90, default="À noter")
    dates = blocks.ListBlock(KeyDateBlock(label="date"), label="dates", min_num=1, max_num=12)

    class Meta:
        label = "Dates à noter"
        icon = "date"
        template = "newsletter/blocks/dates.html"
        description = "Les prochains rendez-vous, dans l’ordre."
        preview_value = {
            "title": "À noter",
            "dates": [{"day": date(2011, 10, 9), "text": "Forum du télétravail", "place": "Murat"}],
        }


class IssueBodyBlock(blocks.StreamBlock):
    features = FeaturesBlock()
    text = IssueTextBlock()
    dates = KeyDatesBlock()
    quote = QuoteBlock()
    buttons = ButtonsBlock()


class IssueField(BlocksField):
    """The body of an issue."""

    def __init__(self, block_types: Any = None, **options: Any) -> None:
        super().__init__(IssueBodyBlock(), **{"blank": True, "verbose_name": "contenu"} | options)
