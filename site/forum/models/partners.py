from __future__ import annotations

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable


class Partner(models.Model):
    """An institution or a company that helps the Forum. Its logo is read as its name."""

    name = models.CharField("nom", max_length=120, unique=True)
    url = models.URLField("site", blank=True)
    logo = models.ForeignKey(
        "editorial.Picture",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="logo",
        help_text="Facultatif : sans lui, le nom suffit.",
    )

    panels = [FieldPanel("name"), FieldPanel("url"), FieldPanel("logo")]

    class Meta:
        verbose_name = "partenaire du Forum"
        verbose_name_plural = "partenaires du Forum"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class PartnershipKind(models.TextChoices):
    ORGANISER = "organiser", "organise"
    FUNDER = "funder", "finance"
    HELPER = "helper", "apporte son concours"


class Partnership(Orderable):
    """What a partner does for one edition. The form refuses it twice: were the database to refuse it too,
    two lines could not exchange their partners."""

    page = ParentalKey(
        "forum.EditionPage",
        on_delete=models.CASCADE,
        related_name="partnerships",
        verbose_name="page",
    )
    partner = models.ForeignKey(
        Partner, models.PROTECT, related_name="partnerships", verbose_name="partenaire"
    )
    kind = models.CharField(
        "ce qu’il fait", max_length=9, choices=PartnershipKind, default=PartnershipKind.HELPER
    )

    panels = [FieldRowPanel([FieldPanel("partner"), FieldPanel("kind")])]

    class Meta(Orderable.Meta):
        verbose_name = "partenaire de l’édition"
        verbose_name_plural = "partenaires de l’édition"

    def __str__(self) -> str:
        return f"{self.partner} {self.get_kind_display()}"
