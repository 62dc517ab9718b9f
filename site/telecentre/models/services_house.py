from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import prefetch_related_objects
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import cached_property
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Orderable

from editorial.models import BasePage, BasePageQuerySet
from editorial.models.pages import BasePageManager
from telecentre.calendar import opening
from telecentre.linked_data import place_data
from telecentre.permanences import Duty, on_duty

from .places import Site


class ServicesHousePageManager(BasePageManager):  # type: ignore[valid-type,misc]
    def get_queryset(self) -> BasePageQuerySet:
        """With the site whose hours it keeps, that every visit shows."""
        return super().get_queryset().select_related("place__commune")


class ServicesHousePage(BasePage):
    """The house where people are received: who is there today, its hours, its poles, its equipment."""

    place = models.ForeignKey(
        Site,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="horaires de",
        help_text="Le site dont la maison suit les horaires.",
    )
    permanences_note = models.CharField(
        "au-dessus des permanences",
        max_length=240,
        blank=True,
        help_text="Ce qu’il faut savoir avant de se déplacer. Par exemple : appelez la veille.",
    )

    max_count = 1
    content_panels = [
        *BasePage.content_panels[:2],
        FieldPanel("place"),
        FieldPanel("permanences_note"),
        InlinePanel("equipment", label="équipement", heading="Équipements"),
        *BasePage.content_panels[2:],
    ]
    result_kind = "Maison des services"
    help_sentence = (
        "Pôles, organismes et permanences se tiennent sous « Maison des services », dans le menu. "
        "Ici, ce que l’on gagne à pousser la porte."
    )

    objects = ServicesHousePageManager()

    class Meta:
        verbose_name = "page de la maison des services"
        verbose_name_plural = "pages de la maison des services"

    @cached_property
    def site_followed(self) -> Site | None:
        """The site whose hours it keeps, with them and its closures."""
        if self.place:
            prefetch_related_objects([self.place], "hours", "closures")
        return self.place

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        now, place = timezone.localtime(), self.site_followed
        duty: Duty = on_duty(place, now, request.GET.get("pole", ""))
        return context | {
            "opening": opening(place, now) if place else None,
            "duty": duty,
            "equipment": list(self.equipment.all()),
        }

    def linked_data(self, request: HttpRequest) -> list[dict[str, Any]]:
        found = super().linked_data(request)
        if self.site_followed:
            found.append(place_data(self.site_followed, request, self))
        return found


class Equipment(Orderable):
    page = ParentalKey(ServicesHousePage, on_delete=models.CASCADE, related_name="equipment")
    name = models.CharField("nom", max_length=80)
    text = models.CharField("pour quoi faire", max_length=300, blank=True)

    panels = [FieldPanel("name"), FieldPanel("text")]

    class Meta(Orderable.Meta):
        verbose_name = "équipement"

    def __str__(self) -> str:
        return self.name
