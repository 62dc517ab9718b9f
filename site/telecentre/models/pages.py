from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import Page

from editorial.changes import kept
from editorial.children import children_of
from editorial.models import BasePage
from telecentre.linked_data import place_data
from telecentre.listing import SiteSheet, sheets, space_sheet

from .services_house import Equipment
from .spaces import Space, Tariff


class TelecentrePage(RoutablePageMixin, BasePage):
    """The sites in service today, with their spaces, their hours and the tariffs.

    Below it: …/bureaux/<slug>/, a sheet for each space, and pages of its own topics.
    """

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

    # The space whose sheet is shown, for what plugins say of it.
    space: Space | None = None

    max_count = 1
    content_panels = [*BasePage.content_panels, FieldPanel("free_title"), FieldPanel("free_note")]
    help_sentence = (
        "Horaires, espaces et tarifs viennent de leurs fiches : cette page dit "
        "ce que l’on gagne à venir."
    )
    subpage_types = ["telecentre.TelecentreTopicPage"]

    class Meta:
        verbose_name = "page du télécentre"
        verbose_name_plural = "pages du télécentre"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        return context | {
            "sites": self.sites,
            "tariffs": tariffs_of_today(),
            "spaces_address": f"{self.get_url(request) or '/'}bureaux/",
        }

    @property
    def children(self) -> list[Page]:
        """Asked by its template only: the sheets of spaces do without."""
        return children_of(self)

    @cached_property
    def sites(self) -> list[SiteSheet]:
        """The sites in service, read once a visit."""
        return sheets(timezone.localtime())

    def linked_data(self, request: HttpRequest) -> list[dict[str, Any]]:
        found = [place_data(sheet.site, request) for sheet in self.sites]
        return [*super().linked_data(request), *found]

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        """Its own address, and the sheets of the spaces in service."""
        found: list[dict[str, Any]] = super().get_sitemap_urls(request)
        spaces = [space for sheet in self.sites for space in sheet.spaces]
        base = self.get_full_url(request)
        return [*found, *({"location": f"{base}bureaux/{one.slug}/"} for one in spaces)]

    @path("bureaux/")
    def spaces(self, request: HttpRequest) -> HttpResponse:
        return redirect(self.get_url(request) or "/")

    @path("bureaux/<slug:slug>/")
    def space_page(self, request: HttpRequest, slug: str) -> HttpResponse:
        found = space_sheet(self.sites, slug)
        if found is None:
            raise Http404
        self.space = found.space
        told = {"found": found, "trail": [*self.breadcrumb(), self]}
        return self.render(request, template="telecentre/space_page.html", context_overrides=told)


def tariffs_of_today() -> list[Tariff]:
    today = timezone.localdate()
    return kept(
        f"tariffs:{today}", [Tariff._meta.db_table], lambda: list(Tariff.objects.valid_on(today))
    )


class Topic(models.TextChoices):
    EQUIPMENT = "equipment", "équipements"
    TARIFFS = "tariffs", "tarifs"
    ASKING = "asking", "demander un bureau"


class TelecentreTopicPage(BasePage):
    """What is computed of the telecentre under one topic, and the words of an editor around it."""

    topic = models.CharField("sujet", max_length=9, choices=Topic)

    content_panels = [
        BasePage.content_panels[0],
        FieldPanel("topic", help_text="La page s’écrit d’après les espaces et les tarifs du jour."),
        *BasePage.content_panels[1:],
    ]
    parent_page_types = ["telecentre.TelecentrePage"]
    subpage_types: list[str] = []
    result_kind = "Télécentre"
    help_sentence = (
        "Les espaces et les tarifs s’écrivent seuls : dites ce qu’ils ne disent pas. "
        "Par exemple : faut-il s’engager ?"
    )

    class Meta:
        verbose_name = "page d’un sujet du télécentre"
        verbose_name_plural = "pages des sujets du télécentre"

    def clean(self) -> None:
        super().clean()
        twins = TelecentreTopicPage.objects.filter(topic=self.topic).exclude(pk=self.pk)
        if self.topic and twins.exists():
            raise ValidationError({"topic": "Une autre page traite déjà de ce sujet."})

    @property
    def topic_template(self) -> str:
        return f"telecentre/topics/{self.topic}.html"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        return context | {"telecentre": self.get_parent().specific} | self.told()

    def told(self) -> dict[str, Any]:
        """What its topic needs, and nothing else."""
        if self.topic == Topic.EQUIPMENT:
            shared = Equipment.objects.filter(page__live=True)
            return {"sites": sheets(timezone.localtime()), "shared": list(shared)}
        if self.topic == Topic.TARIFFS:
            return {"tariffs": tariffs_of_today()}
        return {"sites": sheets(timezone.localtime())}
