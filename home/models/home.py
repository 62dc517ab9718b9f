from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from editorial.fields import BlocksField
from editorial.frame import frame_of
from editorial.linked.site import organisation_data, website_data
from editorial.models import BasePage
from home.blocks import ADDRESS, OfferBlock
from home.departures import next_departures
from news.models import NewsPage
from territory.home import home_communes

NEWS_SHOWN = 3


class HomePage(BasePage):
    """What the territory offers, on one screen; then what comes next, and how it goes."""

    slogan = models.CharField(
        "accroche", max_length=80, help_text="Le grand titre : une phrase qui invite."
    )
    main_label = models.CharField("bouton principal", max_length=40, blank=True)
    main_url = models.CharField("son adresse", max_length=200, blank=True, validators=[ADDRESS])
    steps_title = models.CharField("titre des étapes", max_length=80, blank=True)
    steps_lead = models.CharField("sous ce titre", max_length=200, blank=True)
    steps = BlocksField(
        [("step", OfferBlock())], verbose_name="étapes", blank=True, max_num=6, collapsed=True
    )
    territory_title = models.CharField("titre du territoire", max_length=80, blank=True)
    territory_text = models.TextField("le territoire en quelques lignes", blank=True)
    testimony = models.TextField("témoignage", blank=True, help_text="Sans guillemets.")
    testimony_author = models.CharField("qui parle", max_length=200, blank=True)
    testimony_fictional = models.BooleanField("personne fictive", default=False)

    content_panels = [
        *BasePage.content_panels[:1],
        MultiFieldPanel(
            [
                FieldPanel("slogan"),
                FieldPanel("lead"),
                FieldRowPanel([FieldPanel("main_label"), FieldPanel("main_url")]),
            ],
            heading="En haut de page",
        ),
        MultiFieldPanel(
            [
                FieldPanel("steps_title"),
                FieldPanel("steps_lead"),
                FieldPanel("steps"),
            ],
            heading="Étapes",
        ),
        MultiFieldPanel(
            [FieldPanel("territory_title"), FieldPanel("territory_text")], heading="Territoire"
        ),
        MultiFieldPanel(
            [
                FieldPanel("testimony"),
                FieldPanel("testimony_author"),
                FieldPanel("testimony_fictional"),
            ],
            heading="Témoignage",
        ),
        FieldPanel("body", help_text="Sous le reste ; souvent vide."),
    ]
    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    help_sentence = (
        "Ce que le pays offre, sur un écran de téléphone : une phrase par "
        "étape, un verbe par bouton."
    )

    class Meta:
        verbose_name = "page d’accueil"
        verbose_name_plural = "pages d’accueil"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        news = NewsPage.objects.out().newest_first()
        return context | {
            "departures": next_departures(timezone.localdate()),
            "communes": home_communes(),
            "news": list(news[:NEWS_SHOWN]),
        }

    def linked_data(self, request: HttpRequest) -> list[dict[str, Any]]:
        identity = frame_of(request).identity
        return [
            *super().linked_data(request),
            organisation_data(identity, request),
            website_data(identity, request),
        ]
