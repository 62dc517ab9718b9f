"""Images in a page. Who made an image, and under which terms, is told by the image itself."""

from __future__ import annotations

from wagtail import blocks
from wagtail.images.blocks import ImageBlock


class GalleryItemBlock(blocks.StructBlock):
    image = ImageBlock(label="image")
    caption = blocks.CharBlock(label="légende", max_length=240, required=False)


class PictureBlock(GalleryItemBlock):
    others = blocks.ListBlock(
        GalleryItemBlock(label="image"),
        label="autres images",
        default=[],
        max_num=11,
        collapsed=True,
        help_text="Dès la première, la page montre une galerie.",
    )

    class Meta:
        label = "Image ou galerie"
        icon = "image"
        template = "editorial/blocks/picture.html"
        description = (
            "Une image et sa légende, ou plusieurs en galerie. Le crédit vient de l’image."
        )
        preview_value = {"image": None, "caption": "La halle un jour de marché"}
