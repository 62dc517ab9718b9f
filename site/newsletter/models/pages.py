from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Self

from django import forms
from django.core.paginator import Paginator
from django.core.validators import MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils import timezone
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import PageManager
from wagtail.search import index

from editorial.findings.finding import Finding
from editorial.models import BasePage, BasePageQuerySet, embargo_panel
from newsletter import emails
from newsletter.blocks import INTRODUCTION_FEATURES, IssueField
from newsletter.findings import issue_findings

PER_PAGE = 24
EMAIL, EMAIL_TEXT = "courriel", "courriel-texte"


class IssueQuerySet(BasePageQuerySet):
    def newest_first(self) -> Self:
        return self.order_by("-number", "-pk")


def next_number() -> int:
    """The number that follows the last one."""
    last = IssuePage.objects.aggregate(last=models.Max("number"))["last"]
    return (last or 0) + 1


class NewsletterIndexPage(BasePage):
    """Every issue of the newsletter, the latest first."""

    max_count = 1
    subpage_types = ["newsletter.IssuePage"]
    in_footer = True
    help_sentence = "La liste se fait seule : dites ici, en deux phrases, ce que la lettre apporte et à quel rythme."

    class Meta:
        verbose_name = "page de la lettre d’information"
        verbose_name_plural = "pages de la lettre d’information"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        issues = IssuePage.objects.shown_below(self).newest_first()
        return context | {"pages": Paginator(issues, PER_PAGE).get_page(request.GET.get("page"))}


class IssuePage(BasePage):
    """One issue: a page of the site, and the e-mail that is made of it."""

    number = models.PositiveSmallIntegerField(
        "numéro",
        unique=True,
        default=next_number,
        validators=[MinValueValidator(1)],
        help_text="Le suivant est proposé.",
        error_messages={"unique": "Ce numéro est déjà celui d’une autre lettre."},
    )
    published_on = models.DateField("date", default=timezone.localdate, db_index=True)
    subject = models.CharField("objet du courriel", max_length=120, blank=True)
    introduction = RichTextField("mot d’ouverture", features=INTRODUCTION_FEATURES, blank=True)
    body = IssueField()

    content_panels = [
        FieldPanel(
            "title",
            widget=forms.TextInput(attrs={"data-signs": 65}),
            help_text="Ce que ce numéro raconte d’abord. Par exemple : Les bureaux rouvrent le samedi.",
        ),
        FieldPanel("number"),
        FieldPanel(
            "subject",
            widget=forms.TextInput(attrs={"data-signs": 60}),
            help_text="Ce qui se lit dans la boîte de réception, en moins de 60 signes. Vide : le titre.",
        ),
        FieldPanel(
            "lead",
            help_text="Une ou deux phrases : la suite de l’objet dans la boîte de réception, et sous le titre.",
        ),
        FieldPanel("introduction"),
        FieldPanel("body"),
    ]
    dates_panels = [
        FieldPanel("published_on", help_text="Celle que porte la lettre."),
        embargo_panel(),
    ]
    can_be_embargoed = True
    search_fields = [*BasePage.search_fields, index.SearchField("introduction")]
    in_site_map = False
    result_kind = "Lettre d’information"
    dated_by = "published_on"
    exclude_fields_in_copy = ["number"]
    parent_page_types = ["newsletter.NewsletterIndexPage"]
    subpage_types: list[str] = []
    help_sentence = (
        "Une lettre se lit en trois minutes : un mot, deux ou trois pages à la une, les dates. "
        "L’aperçu « Courriel » montre ce que les abonnés recevront."
    )

    objects = PageManager.from_queryset(IssueQuerySet)()

    class Meta:
        verbose_name = "numéro de la lettre"
        verbose_name_plural = "numéros de la lettre"

    @property
    def email_subject(self) -> str:
        return self.subject or self.title

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        return [*super().preview_modes, (EMAIL, "Courriel"), (EMAIL_TEXT, "Courriel en texte")]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> Any:
        if mode_name not in {EMAIL, EMAIL_TEXT}:
            return super().serve_preview(request, mode_name)
        context = {"page": self, "request": request, "in_text": mode_name == EMAIL_TEXT}
        written = emails.text_of(self) if mode_name == EMAIL_TEXT else emails.html_of(self)
        return TemplateResponse(
            request, "newsletter/email_preview.html", context | {"written": written}
        )

    def findings(self) -> Iterator[Finding]:
        yield from super().findings()
        yield from issue_findings(self)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        issues = IssuePage.objects.out().sibling_of(self, inclusive=False)
        return context | {
            "before": issues.filter(number__lt=self.number).newest_first().first(),
            "after": issues.filter(number__gt=self.number).order_by("number").first(),
        }
