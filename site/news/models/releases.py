from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.models import Page, PageManager

from editorial.findings.finding import Finding, advice
from editorial.models import BasePage, BasePageQuerySet, embargo_panel
from news.linked_data import news_article

from .attachments import Attachment

REFERENCE = re.compile(r"([12]\d{3})-(\d{2,3})", re.ASCII)


class ReleaseQuerySet(BasePageQuerySet):
    def newest_first(self) -> Self:
        return self.order_by("-published_on", "-reference", "-pk")

    def of_year(self, year: int | None) -> Self:
        return self.filter(reference__startswith=f"{year}-") if year else self


def next_reference(day: date | None = None) -> str:
    """The number that follows the last one of the year: « 2011-05 »."""
    year = (day or timezone.localdate()).year
    taken = ReleasePage.objects.of_year(year).values_list("reference", flat=True)
    ranks = [int(found[2]) for found in map(REFERENCE.fullmatch, taken) if found]
    return f"{year}-{max(ranks, default=0) + 1:02}"


class ReleasePage(BasePage):
    """A press release. Its address says the year of its number: /presse/communiques/2011/le-forum/."""

    reference = models.CharField(
        "numéro",
        max_length=8,
        unique=True,
        default=next_reference,
        validators=[RegexValidator(rf"\A(?:{REFERENCE.pattern})\Z", "Un numéro s’écrit 2011-04.")],
        help_text="L’année et le rang. Le suivant est proposé : 2011-04.",
        error_messages={"unique": "Ce numéro est déjà celui d’un autre communiqué."},
    )
    published_on = models.DateField("date", default=timezone.localdate, db_index=True)
    place = models.CharField(
        "lieu", max_length=80, blank=True, help_text="D’où il est écrit. Par exemple : Murat."
    )
    contact = models.TextField(
        "contact particulier",
        max_length=400,
        blank=True,
        help_text="Vide : celui de la salle de presse. Une fonction plutôt qu’un nom.",
    )
    about = models.ForeignKey(
        Page,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="se rapporte à",
        help_text="Par exemple une édition du Forum, dont la page le montrera.",
    )

    content_panels = [
        BasePage.content_panels[0],
        FieldRowPanel([FieldPanel("reference", required_on_save=True), FieldPanel("place")]),
        *BasePage.content_panels[1:],
        InlinePanel("attachments", label="pièce jointe", heading="Pièces jointes"),
        FieldPanel("about"),
        FieldPanel("contact"),
    ]
    dates_panels = [
        FieldPanel("published_on", help_text="Celle qu’il porte, dans l’année de son numéro."),
        embargo_panel(),
    ]
    can_be_embargoed = True
    in_site_map = False
    result_kind = "Communiqué de presse"
    facet = "Presse"
    dated_by = "published_on"
    exclude_fields_in_copy = ["reference"]
    parent_page_types = ["news.ReleaseIndexPage"]
    subpage_types: list[str] = []
    help_sentence = (
        "L’essentiel en tête, une citation, puis qui appeler. Par exemple : Le "
        "Forum du télétravail revient les 9 et 10 octobre."
    )

    objects = PageManager.from_queryset(ReleaseQuerySet)()

    class Meta:
        verbose_name = "communiqué de presse"
        verbose_name_plural = "communiqués de presse"

    @property
    def year(self) -> str:
        return self.reference[:4]

    def clean(self) -> None:
        super().clean()
        if self.published_on and REFERENCE.fullmatch(self.reference):
            year = self.published_on.year
            if self.year != str(year):
                raise ValidationError({"reference": f"Le numéro commence par l’année : {year}."})

    def set_url_path(self, parent: Page | None) -> str:
        path: str = super().set_url_path(parent)
        self.url_path = with_year(path, self.slug, self.year)
        return self.url_path

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        """With its year even where a page moved among its neighbours has lost it."""
        parts: tuple[int, str, str] | None = super().get_url_parts(request)
        return parts and (*parts[:2], with_year(parts[2], self.slug, self.year))

    def linked_data(self, request: HttpRequest) -> list[dict[str, Any]]:
        return [*super().linked_data(request), news_article(self, self.published_on, request)]

    def findings(self) -> Iterator[Finding]:
        yield from super().findings()
        if not self.place:
            yield advice("Dites d’où le communiqué est écrit : « Murat, le… ».", "place")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        room = self.get_parent().get_parent().specific
        return context | {"room": room, "attachments": attached(self)}


class ReleaseAttachment(Attachment):
    """A file that goes with a release."""

    release = ParentalKey(
        ReleasePage, on_delete=models.CASCADE, related_name="attachments", verbose_name="communiqué"
    )

    class Meta(Attachment.Meta):
        verbose_name = "pièce jointe"
        verbose_name_plural = "pièces jointes"


def attached(release: ReleasePage) -> list[ReleaseAttachment]:
    """Those of a saved release in one query, those of a preview as they are typed."""
    found = list(release.attachments.all())
    models.prefetch_related_objects(found, "document")
    return found


def with_year(path: str, slug: str, year: str) -> str:
    """An address that ends in a slug, its year before it; unchanged when it is there."""
    ending = f"{year}/{slug}/"
    if not year or path.endswith(f"/{ending}"):
        return path
    return path.removesuffix(f"{slug}/") + ending
