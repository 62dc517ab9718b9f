from __future__ import annotations

from django.db import models
from wagtail.images.models import AbstractImage, AbstractRendition, Image


class Licence(models.TextChoices):
    OWN = "own", "production de la collectivité"
    OPEN = "open", "Licence Ouverte 2.0"
    CC_BY = "cc-by", "CC BY 4.0"
    CC_BY_SA = "cc-by-sa", "CC BY-SA 4.0"
    PUBLIC_DOMAIN = "public-domain", "domaine public"
    AGREED = "agreed", "avec l’accord de l’auteur"


class Picture(AbstractImage):
    """An image with what must be known before it is shown: who made it, under which terms, who agreed."""

    credit = models.CharField(
        "crédit",
        max_length=120,
        help_text="Qui l’a faite. Par exemple : Camille Roux, service communication.",
    )
    licence = models.CharField("licence", max_length=13, choices=Licence, default=Licence.OWN)
    shows_people = models.BooleanField("montre des personnes reconnaissables", default=False)
    consent_on = models.DateField(
        "accord signé le",
        null=True,
        blank=True,
        help_text="La date de l’accord écrit des personnes reconnaissables ; pour un mineur, celui de ses parents.",
    )

    admin_form_fields = [
        *(name for name in Image.admin_form_fields if name != "tags"),
        "credit",
        "licence",
        "shows_people",
        "consent_on",
        "tags",
    ]

    class Meta(AbstractImage.Meta):
        verbose_name = "image"
        verbose_name_plural = "images"
        constraints = [
            models.CheckConstraint(
                name="picture_of_people_with_their_consent",
                condition=models.Q(shows_people=False) | models.Q(consent_on__isnull=False),
                violation_error_message="Une image de personnes reconnaissables demande la date de leur accord.",
            )
        ]


class PictureRendition(AbstractRendition):
    image = models.ForeignKey(
        Picture, models.CASCADE, related_name="renditions", verbose_name="image"
    )

    class Meta:
        verbose_name = "rendu d’une image"
        verbose_name_plural = "rendus d’images"
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="rendition_once_a_filter"
            )
        ]
