"""Blocks that hold words: headings, paragraphs, asides, steps, testimonies."""

from __future__ import annotations

from typing import Any

from wagtail import blocks

PARAGRAPH_FEATURES = ["h3", "h4", "bold", "italic", "ol", "ul", "link", "document-link"]
INLINE_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link"]


class HeadingBlock(blocks.StructBlock):
    text = blocks.CharBlock(label="titre", max_length=120)
    level = blocks.ChoiceBlock(
        label="niveau",
        choices=[("2", "grande partie"), ("3", "sous-partie")],
        default="2",
        help_text="Une sous-partie se place toujours sous une grande partie.",
    )

    class Meta:
        label = "Titre"
        icon = "title"
        template = "editorial/blocks/heading.html"
        description = "Ouvre une partie de la page."
        preview_value = {"text": "Venir quelques jours avant de décider", "level": "2"}


class ParagraphBlock(blocks.RichTextBlock):
    def __init__(self, **options: Any) -> None:
        super().__init__(**{"features": PARAGRAPH_FEATURES} | options)

    class Meta:
        label = "Texte"
        icon = "pilcrow"
        template = "editorial/blocks/paragraph.html"
        description = "Un ou plusieurs paragraphes, des listes, des liens."
        preview_value = (
            "<p>On vient d’abord pour voir. On loge sur place, on rencontre ceux qui se sont "
            "<b>déjà installés</b>, on pousse la porte de l’école.</p>"
        )


CALLOUT_KINDS = [
    ("plain", "bon à savoir"),
    ("good", "bonne nouvelle"),
    ("gold", "à retenir"),
    ("warning", "attention"),
]


class CalloutBlock(blocks.StructBlock):
    kind = blocks.ChoiceBlock(label="nature", choices=CALLOUT_KINDS, default="plain")
    title = blocks.CharBlock(label="titre", max_length=120, required=False)
    text = blocks.RichTextBlock(label="texte", features=INLINE_FEATURES)

    class Meta:
        label = "Encadré"
        icon = "info-circle"
        template = "editorial/blocks/callout.html"
        description = "Met une information à part du texte."
        preview_value = {
            "kind": "gold",
            "title": "C’est gratuit",
            "text": "<p>La formation et le logement d’essai ne coûtent rien aux candidats retenus.</p>",
        }


class DisclosureBlock(blocks.StructBlock):
    title = blocks.CharBlock(
        label="question",
        max_length=160,
        help_text="Par exemple : faut-il déjà un métier ?",
    )
    text = blocks.RichTextBlock(label="réponse", features=INLINE_FEATURES)


class AccordionBlock(blocks.StructBlock):
    items = blocks.ListBlock(DisclosureBlock(label="question"), label="questions", min_num=1)

    class Meta:
        label = "Questions et réponses"
        icon = "help"
        template = "editorial/blocks/accordion.html"
        description = "Des réponses que l’on déplie. N’y cachez rien d’indispensable."
        preview_value = {
            "items": [
                {
                    "title": "Faut-il déjà un métier ?",
                    "text": "<p>Oui : la formation apprend à l’exercer à distance.</p>",
                }
            ]
        }


class StepBlock(blocks.StructBlock):
    title = blocks.CharBlock(label="étape", max_length=80)
    text = blocks.RichTextBlock(label="ce qui se passe", features=INLINE_FEATURES)
    when = blocks.CharBlock(
        label="quand",
        max_length=60,
        required=False,
        help_text="Par exemple : la première semaine.",
    )


class StepsBlock(blocks.StructBlock):
    steps = blocks.ListBlock(StepBlock(label="étape"), label="étapes", min_num=2)

    class Meta:
        label = "Étapes"
        icon = "list-ol"
        template = "editorial/blocks/steps.html"
        description = "Une suite d’actions, dans l’ordre."
        preview_value = {
            "steps": [
                {
                    "title": "Appeler",
                    "text": "<p>Un conseiller écoute le projet.</p>",
                    "when": "",
                },
                {
                    "title": "Venir",
                    "text": "<p>Trois nuits, des visites.</p>",
                    "when": "",
                },
            ]
        }


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label="propos", help_text="Sans guillemets : la page les pose.")
    author = blocks.CharBlock(label="qui parle", max_length=160)
    source = blocks.CharBlock(label="source", max_length=200, required=False)
    fictional = blocks.BooleanBlock(
        label="personne fictive",
        required=False,
        help_text="Cochée, la page l’écrit sous la citation.",
    )

    class Meta:
        label = "Témoignage"
        icon = "openquote"
        template = "editorial/blocks/quote.html"
        description = "Les mots de quelqu’un, et qui les a dits."
        preview_value = {
            "text": "On cherchait une maison. On a surtout trouvé quelqu’un qui rappelle.",
            "author": "Une famille arrivée à l’automne",
            "source": "",
            "fictional": True,
        }
