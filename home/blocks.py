"""The steps of what the territory offers, on the home page and on the page s’installer."""

from __future__ import annotations

from django.core.validators import RegexValidator
from wagtail import blocks

ADDRESS = RegexValidator(r"^(/|#|https?://)", "L’adresse commence par /, par # ou par https://.")


class OfferBlock(blocks.StructBlock):
    title = blocks.CharBlock(label="étape", max_length=60)
    text = blocks.TextBlock(label="ce qui se passe", max_length=600)
    link_label = blocks.CharBlock(label="texte du lien", max_length=60, required=False)
    link_url = blocks.CharBlock(
        label="adresse du lien", max_length=200, required=False, validators=[ADDRESS]
    )

    class Meta:
        label = "Étape"
        icon = "arrow-up"
        description = "Un titre, quelques mots, un lien vers la suite."


class JourneyBlock(OfferBlock):
    when = blocks.CharBlock(
        label="quand",
        max_length=60,
        required=False,
        help_text="Par exemple : deux jours à deux semaines.",
    )
    gains = blocks.ListBlock(
        blocks.CharBlock(label="point", max_length=120),
        label="ce que vous y gagnez",
        max_num=3,
        default=[],
    )

    class Meta:
        label = "Étape du parcours"
        icon = "arrow-up"
        description = "Une étape, sa durée, et ce que l’on y gagne."


class LeafletStepBlock(blocks.StructBlock):
    title = blocks.CharBlock(label="étape", max_length=40)
    text = blocks.TextBlock(label="ce qui se passe", max_length=180)

    class Meta:
        label = "Étape"
        icon = "arrow-up"
        description = "Un titre et une phrase, pour le dépliant."
