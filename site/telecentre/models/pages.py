from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.models import Orderable

from editorial.models import BasePage
from telecentre.calendar import opening
from telecentre.listing import sheets

from .places import Site
from .spaces import Tariff


class TelecentrePage(BasePage):
    """The sites in service today, with their spaces, their hours and the tariffs."""

    free_title = models.CharField(
        "titre de la gratuité",
        max_length=80,
        blank=True,
        help_text="Par exemple : gratuit pendant deux ans. Vide : rien n’est affiché.",
    )
    free_note = models.TextField(
        "gratuité",
        max_length=400,
        blank=True,
        help_text="Qui ne paie pas, et combien de temps.",
    )

    max_count = 1
    content_panels = [*BasePage.content_panels, FieldPanel("free_title"), FieldPanel("free_note")]
    help_sentence = (
        "Horaires, espaces et tarifs viennent de leurs fiches : cette page dit "
        "ce que l’on gagne à venir."
    )

    class Meta:
        verbose_name = "page du télécentre"
        verbose_name_plural = "pages du télécentre"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        now = timezone.localtime()
        tariffs = Tariff.objects.valid_on(now.date())
        context = super().get_context(request, *args, **kwargs)
        return context | {"sites": sheets(now), "tariffs": list(tariffs)}


class ServicesHousePage(BasePage):
    """The house where people are received: its hours, its equipment, its poles of services."""

    place = models.ForeignKey(
        Site,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="horaires de",
        help_text="Le site dont la maison suit les horaires.",
    )

    max_count = 1
    content_panels = [
        *BasePage.content_panels[:2],
        FieldPanel("place"),
        InlinePanel("poles", label="pôle", heading="Pôles de services"),
        InlinePanel("equipment", label="équipement", heading="Équipements"),
        *BasePage.content_panels[2:],
    ]
    help_sentence = (
        "Qui reçoit, quand et pour quoi, sans sigle. Par exemple : Chercher un emploi, se former."
    )

    class Meta:
        verbose_name = "page de la maison des services"
        verbose_name_plural = "pages de la maison des services"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        place = Site.objects.prefetch_related("hours", "closures").filter(pk=self.place_id).first()
        hours = opening(place, timezone.localtime()) if place else None
        return context | {
            "opening": hours,
            "poles": list(self.poles.all()),
            "equipment": list(self.equipment.all()),
        }


class ServicePole(Orderable):
    page = ParentalKey(ServicesHousePage, on_delete=models.CASCADE, related_name="poles")
    name = models.CharField("nom", max_length=80)
    text = models.CharField(
        "ce que l’on y trouve", max_length=300, help_text="Une phrase, sans sigle."
    )
    by_video = models.BooleanField("aussi par visio-accueil", default=False)

    panels = [FieldRowPanel([FieldPanel("name"), FieldPanel("by_video")]), FieldPanel("text")]

    class Meta(Orderable.Meta):
        verbose_name = "pôle de services"
        verbose_name_plural = "pôles de services"

    def __str__(self) -> str:
        return self.name


class Equipment(Orderable):
    page = ParentalKey(ServicesHousePage, on_delete=models.CASCADE, related_name="equipment")
    name = models.CharField("nom", max_length=80)
    text = models.CharField("pour quoi faire", max_length=300, blank=True)

    panels = [FieldPanel("name"), FieldPanel("text")]

    class Meta(Orderable.Meta):
        verbose_name = "équipement"

    def __str__(self) -> str:
        return self.name
