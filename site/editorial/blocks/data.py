"""Blocks that hold tables, figures and links."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

from editorial.figures.published import figure_choices, quoted


class TableBlock(TypedTableBlock):
    class Meta:
        label = "Tableau"
        icon = "table"
        template = "editorial/blocks/table.html"
        description = "Des lignes et des colonnes titrées. La première colonne nomme la ligne."
        preview_value = {
            "caption": "Tarifs du télécentre",
            "columns": [
                {"type": "text", "heading": "Formule"},
                {"type": "text", "heading": "Prix"},
            ],
            "rows": [
                {"values": ["La journée", "20 €"]},
                {"values": ["La semaine", "80 €"]},
            ],
        }


class LinkBlock(blocks.StructBlock):
    label = blocks.CharBlock(
        label="texte",
        max_length=60,
        help_text="Un verbe et ce que l’on obtient : Voir les sessions.",
    )
    page = blocks.PageChooserBlock(label="page", required=False)
    url = blocks.CharBlock(
        label="ou adresse",
        max_length=300,
        required=False,
        help_text="Une adresse de ce site (/contact/) ou d’un autre (https://…).",
    )

    def clean(self, value: Any) -> Any:
        found = super().clean(value)
        url = found.get("url", "")
        if not self.is_deferred_validation and bool(found.get("page")) == bool(url):
            raise StructBlockValidationError(
                {
                    "page": ValidationError(
                        "Choisissez une page ou donnez une adresse, pas les deux."
                    )
                }
            )
        if url and not url.startswith(("/", "https://", "http://", "mailto:", "tel:")):
            raise StructBlockValidationError(
                {"url": ValidationError("L’adresse commence par / ou par https://.")}
            )
        return found


class ButtonsBlock(blocks.StructBlock):
    links = blocks.ListBlock(LinkBlock(label="bouton"), label="boutons", min_num=1, max_num=3)

    class Meta:
        label = "Boutons"
        icon = "link"
        template = "editorial/blocks/buttons.html"
        description = "Une à trois actions. La première est mise en avant."
        preview_value = {
            "links": [
                {"label": "Nous contacter", "page": None, "url": "/contact/"},
                {"label": "Venir quelques jours", "page": None, "url": "/s-installer/"},
            ]
        }


class FigureBlock(blocks.StructBlock):
    value = blocks.CharBlock(label="valeur", max_length=20, help_text="Par exemple : 6 000.")
    label = blocks.CharBlock(label="ce qui est compté", max_length=120)


class FiguresBlock(blocks.StructBlock):
    """Figures that are written here with their source, or chosen among those that were published for good."""

    published = blocks.ListBlock(
        blocks.ChoiceBlock(label="chiffre", choices=figure_choices),
        label="chiffres d’une publication",
        help_text="Choisis, jamais recopiés : chacun garde sa date et mène à sa définition.",
        max_num=4,
        default=[],
    )
    figures = blocks.ListBlock(
        FigureBlock(label="chiffre"), label="chiffres écrits ici", max_num=4, default=[]
    )
    source = blocks.CharBlock(
        label="source et date des chiffres écrits ici",
        max_length=240,
        required=False,
        help_text="D’où viennent ces chiffres, et de quand.",
    )

    class Meta:
        label = "Chiffres"
        icon = "decimal"
        template = "editorial/blocks/figures.html"
        description = "Un à quatre chiffres, avec leur source ; ou ceux d’une publication."
        preview_value = {
            "figures": [
                {"value": "13", "label": "communes"},
                {"value": "6 000", "label": "habitants"},
            ],
            "source": "Communauté de communes, mars 2011",
        }

    def clean(self, value: Any) -> Any:
        found = super().clean(value)
        if self.is_deferred_validation:
            return found
        if not found["figures"] and not found["published"]:
            raise StructBlockValidationError(
                {
                    "figures": ValidationError(
                        "Écrivez un chiffre, ou choisissez-en un qui est publié."
                    )
                }
            )
        if found["figures"] and not found["source"]:
            raise StructBlockValidationError(
                {"source": ValidationError("Dites d’où viennent ces chiffres, et de quand.")}
            )
        return found

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        return context | {"quoted": quoted(value.get("published") or [])}
