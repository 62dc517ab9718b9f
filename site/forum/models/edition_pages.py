from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.search import index

from editorial.fields import BodyField
from editorial.findings.finding import Finding
from editorial.models import BasePage
from forum.findings import findings_of
from forum.page_form import EditionPageForm
from forum.programme import slots_of
from forum.shown import calendar_of, context_of_part, event_of, template_of

from .editions import Edition
from .programme import Slot

PROGRAMME = "programme"
PROGRAMME_HELP = (
    "<p>Un créneau par ligne : jour, heures, salle. Un brouillon peut rester incomplet ; la publication "
    "vérifie que rien ne se chevauche dans une salle et que personne n’est à deux endroits.</p>"
)


class EditionPage(RoutablePageMixin, BasePage):
    """One edition: its dates, its state, its programme, its report. Its address is its year."""

    edition = models.OneToOneField(
        Edition,
        models.PROTECT,
        null=True,
        related_name="page",
        verbose_name="édition",
        help_text="Les dates, le lieu et les inscriptions viennent d’elle.",
    )
    practical = BodyField(
        verbose_name="venir au Forum", help_text="Accès, repas, logement, garde d’enfants."
    )
    report = BodyField(
        verbose_name="bilan", help_text="Après le Forum : ce qui s’est dit et ce qui en est sorti."
    )
    participants = models.PositiveIntegerField("participants", null=True, blank=True)
    exhibitors = models.PositiveIntegerField("exposants", null=True, blank=True)
    figures_source = models.CharField(
        "source des chiffres",
        max_length=200,
        blank=True,
        help_text="Par exemple : feuilles d’émargement, 7 octobre 2010.",
    )

    base_form_class = EditionPageForm
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("practical"),
        InlinePanel("partnerships", label="partenaire", heading="Partenaires"),
        MultiFieldPanel(
            [
                FieldPanel("report"),
                FieldRowPanel([FieldPanel("participants"), FieldPanel("exhibitors")]),
                FieldPanel("figures_source"),
            ],
            heading="Bilan",
        ),
    ]
    dates_panels = [
        FieldPanel("edition"),
        HelpPanel(PROGRAMME_HELP, heading="Le programme"),
        InlinePanel("slots", label="créneau", heading="Programme"),
    ]
    parent_page_types = ["forum.ForumPage"]
    subpage_types: list[str] = []
    shown_with = ["edition"]
    help_sentence = "Cette page raconte une édition du Forum. Le programme se saisit sous « Dates et inscriptions »."
    result_kind = "Édition du Forum"
    dated_by = "edition__starts_on"
    search_fields = [
        *BasePage.search_fields,
        index.RelatedFields("slots", [index.SearchField("title"), index.SearchField("text")]),
        index.SearchField("report"),
    ]

    class Meta:
        verbose_name = "page d’une édition"
        verbose_name_plural = "pages des éditions"

    def clean(self) -> None:
        super().clean()
        if self.edition and self.slug and self.slug != str(self.edition.starts_on.year):
            year = self.edition.starts_on.year
            raise ValidationError({"slug": f"L’adresse d’une édition est son année : {year}."})

    @cached_property
    def shown_slots(self) -> list[Slot]:
        """The programme as it is read; the same rows for the page and for search engines."""
        return slots_of(self)

    def findings(self) -> Iterator[Finding]:
        yield from super().findings()
        yield from findings_of(self, timezone.localdate())

    def linked_data(self, request: HttpRequest) -> list[dict[str, Any]]:
        """Told once, by the edition itself: its parts are no other events."""
        match = getattr(request, "routable_resolver_match", None)
        told = event_of(self, request) if match is None or match.url_name == "overview" else []
        return [*super().linked_data(request), *told]

    def part(self, request: HttpRequest, name: str) -> HttpResponse:
        found = context_of_part(self, request, name)
        response: HttpResponse = self.render(
            request, template=template_of(name), context_overrides=found
        )
        return response

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        modes: list[tuple[str, str]] = super().preview_modes
        return [*modes, (PROGRAMME, "Programme")]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        if mode_name == PROGRAMME:
            return self.part(request, PROGRAMME)
        response: HttpResponse = super().serve_preview(request, mode_name)
        return response

    @path("")
    def overview(self, request: HttpRequest) -> HttpResponse:
        return self.part(request, "")

    @path("programme/")
    def programme(self, request: HttpRequest) -> HttpResponse:
        return self.part(request, "programme")

    @path("intervenants/")
    def speakers(self, request: HttpRequest) -> HttpResponse:
        return self.part(request, "intervenants")

    @path("inscription/")
    def registration(self, request: HttpRequest) -> HttpResponse:
        return self.part(request, "inscription")

    @path("presse/")
    def press(self, request: HttpRequest) -> HttpResponse:
        return self.part(request, "presse")

    @path("bilan/")
    def results(self, request: HttpRequest) -> HttpResponse:
        return self.part(request, "bilan")

    @path("forum-<slug:year>.ics/")
    def calendar(self, request: HttpRequest, year: str) -> HttpResponse:
        return calendar_of(self, request, year)
