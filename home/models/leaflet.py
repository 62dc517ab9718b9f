from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from editorial.blocks.data import FigureBlock
from editorial.fields import BlocksField
from editorial.models import BasePage
from home.blocks import LeafletStepBlock
from home.leaflet import leaflet_pdf, live_content

QUARTER = 15 * 60


class LeafletPage(RoutablePageMixin, BasePage):
    """The leaflet: six panels to read here, to print on both sides of an A4 sheet and to fold in three.

    Dates, prices, communes and addresses are those of the site: it is never out of date.
    """

    cover_title = models.CharField("grand titre", max_length=60)
    cover_text = models.CharField("sous le titre", max_length=120, blank=True)
    offer_title = models.CharField("titre", max_length=40)
    offer_text = models.TextField("texte", max_length=320, blank=True)
    figures = BlocksField(
        [("figure", FigureBlock(label="chiffre"))],
        verbose_name="chiffres",
        blank=True,
        max_num=4,
    )
    figures_source = models.CharField("source et date des chiffres", max_length=160, blank=True)
    testimony = models.CharField(
        "témoignage", max_length=140, blank=True, help_text="Sans guillemets."
    )
    testimony_author = models.CharField("qui parle", max_length=80, blank=True)
    steps_title = models.CharField("titre", max_length=40)
    steps = BlocksField(
        [("step", LeafletStepBlock())], verbose_name="étapes", blank=True, max_num=4
    )
    telecentre_title = models.CharField("titre", max_length=40)
    telecentre_text = models.TextField("texte", max_length=320, blank=True)
    free_note = models.CharField("en évidence", max_length=100, blank=True)
    house_title = models.CharField("second titre", max_length=40, blank=True)
    house_text = models.TextField("second texte", max_length=240, blank=True)
    families_title = models.CharField("titre", max_length=40)
    families_text = models.TextField("texte", max_length=240, blank=True)
    families_points = models.TextField(
        "ce que l’on y trouve", max_length=320, blank=True, help_text="Un point par ligne."
    )
    contact_title = models.CharField("titre", max_length=40)
    contact_text = models.TextField("texte", max_length=200, blank=True)
    edition_note = models.CharField(
        "mention du bas",
        max_length=120,
        blank=True,
        help_text="La date et le code du tirage. Par exemple : dépliant de mars 2011, code M11.",
    )

    content_panels = [
        *BasePage.content_panels[:2],
        MultiFieldPanel([FieldPanel("cover_title"), FieldPanel("cover_text")], "Couverture"),
        MultiFieldPanel(
            [
                FieldPanel("offer_title"),
                FieldPanel("offer_text"),
                FieldPanel("figures"),
                FieldPanel("figures_source"),
                FieldPanel("testimony"),
                FieldPanel("testimony_author"),
            ],
            "Rabat : pourquoi ici",
        ),
        MultiFieldPanel(
            [FieldPanel("steps_title"), FieldPanel("steps")],
            "Volet 1 : les étapes",
            help_text="Les prochaines sessions s’écrivent seules dessous.",
        ),
        MultiFieldPanel(
            [
                FieldPanel("telecentre_title"),
                FieldPanel("telecentre_text"),
                FieldPanel("free_note"),
                FieldPanel("house_title"),
                FieldPanel("house_text"),
            ],
            "Volet 2 : le télécentre",
            help_text="Les tarifs en vigueur s’écrivent seuls.",
        ),
        MultiFieldPanel(
            [
                FieldPanel("families_title"),
                FieldPanel("families_text"),
                FieldPanel("families_points"),
            ],
            "Volet 3 : les familles",
            help_text="Les communes et leur carte s’écrivent seules.",
        ),
        MultiFieldPanel(
            [FieldPanel("contact_title"), FieldPanel("contact_text"), FieldPanel("edition_note")],
            "Dos : le contact",
            help_text="Adresse, téléphone, horaires et prochain Forum s’écrivent seuls.",
        ),
    ]
    max_count = 1
    in_footer = True
    help_sentence = (
        "Peu de mots, un volet par question : dates, prix et adresses s’écrivent seuls, "
        "ici comme sur le papier."
    )
    subpage_types: list[str] = []

    class Meta:
        verbose_name = "dépliant"

    @property
    def points(self) -> list[str]:
        return [line.strip() for line in self.families_points.splitlines() if line.strip()]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | live_content()

    @path("depliant.pdf/", name="pdf")
    def pdf(self, request: HttpRequest) -> HttpResponse:
        """Two sides of an A4 sheet; `?coupe=1` adds the bleed and the marks that a printer asks for."""
        cut = request.GET.get("coupe") == "1"
        content = leaflet_pdf(self, request, cut=cut)
        name = "depliant-imprimeur.pdf" if cut else "depliant.pdf"
        response = HttpResponse(
            content,
            content_type="application/pdf",
            headers={"Content-Disposition": f'inline; filename="{name}"'},
        )
        if not getattr(request, "is_preview", False):
            patch_cache_control(response, public=True, max_age=QUARTER)
        return response
