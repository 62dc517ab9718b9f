from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Self

from django import forms
from django.db import models
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.panels import TabbedInterface as Tabs
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.models import Page, PageManager, PageViewRestriction
from wagtail.query import PageQuerySet
from wagtail.search import index
from wagtail.url_routing import RouteResult
from wagtail.utils.decorators import cached_classmethod

from editorial import previews
from editorial.fields import BodyField
from editorial.findings.finding import Finding
from editorial.findings.page import common_findings
from editorial.linked.site import breadcrumb_data
from editorial.panels import editor_panels

from .seasons import Season
from .visibility import out, visible

# The root is at depth 1, the home page just below.
HOME_DEPTH = 2


class BasePageQuerySet(PageQuerySet):
    def visible(self) -> Self:
        """Pages that anybody may read now."""
        return visible(self)

    def out(self) -> Self:
        """Pages published, neither expired nor under embargo: no query about those above."""
        return out(self)

    def shown_below(self, page: Page) -> Self:
        """Children that whoever reads their parent may read too: no query about those above."""
        return out(self.child_of(page)).filter(view_restrictions__isnull=True)


BasePageManager = PageManager.from_queryset(BasePageQuerySet)


class BasePage(Page):
    """What every page of the site has: a lead, a body of blocks, a landscape of its own.

    The editor shows at most four tabs: content, dates (when `dates_panels` is filled),
    promotion, settings. The template is templates/<app>/<name_in_snake_case>.html.
    """

    lead = models.TextField(
        "chapô",
        max_length=400,
        blank=True,
        help_text="Deux phrases au plus, sous le titre : ce que la page apporte à qui la lit.",
    )
    body = BodyField()
    landscape_seed = models.CharField(
        "graine du paysage",
        max_length=60,
        blank=True,
        help_text="Un mot quelconque : chaque mot dessine un autre paysage. Vide : l’adresse de la page.",
    )
    season = models.CharField("saison", max_length=6, choices=Season, default=Season.SUMMER)
    social_image = models.ForeignKey(
        "editorial.Picture",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="image pour les réseaux",
        help_text="Montrée quand la page est partagée. Vide : le dessin du site.",
    )
    review_on = models.DateField(
        "à relire le",
        null=True,
        blank=True,
        help_text="Ce jour-là, la page revient dans « Mon travail ». Par exemple : dans six mois.",
    )

    # One sentence and an example for whoever writes such a page, above its editor.
    help_sentence = (
        "Une page, un sujet. Le chapô dit à qui elle sert, les titres se lisent seuls. "
        "Par exemple : Venir quelques jours avant de décider."
    )
    content_panels = [
        FieldPanel(
            "title",
            widget=forms.TextInput(attrs={"data-signs": 65}),
            help_text="Ce que l’on trouve ici, en moins de 65 signes. Par exemple : Se former au télétravail.",
        ),
        FieldPanel("lead"),
        FieldPanel("body"),
    ]
    dates_panels: list[Any] = []
    # Whether its dates tab offers an embargo (editorial.models.embargo_panel).
    can_be_embargoed = False
    # Pages that come by the hundred leave it to the page that lists them.
    in_site_map = True
    # Whether the footer leads to it, when it stands right below the home page.
    in_footer = False
    # Rows that the page always shows: read with it when it is reached from the page above.
    shown_with: list[str] = []
    # What a visitor who searches is told that it is.
    result_kind = "Page"
    # What the search files it under; empty: the name of its room.
    facet = ""
    # The field, or the path to it, that dates it for the search: "published_on".
    dated_by = ""
    promote_panels = [
        MultiFieldPanel(
            [
                FieldPanel(
                    "slug",
                    help_text="La fin de l’adresse. La changer casse les liens reçus.",
                ),
                FieldPanel("seo_title", help_text="Vide : le titre de la page."),
                FieldPanel(
                    "search_description",
                    widget=AdminAutoHeightTextInput(attrs={"data-signs": 155}),
                    help_text="Une phrase de moins de 155 signes, pour les moteurs et les réseaux.",
                ),
            ],
            heading="Moteurs de recherche et réseaux",
        ),
        FieldPanel("social_image"),
        MultiFieldPanel(
            [
                FieldPanel(
                    "show_in_menus",
                    help_text="Cochée, la page entre au menu principal.",
                )
            ],
            heading="Menu",
        ),
        FieldRowPanel([FieldPanel("landscape_seed"), FieldPanel("season")], heading="Paysage"),
    ]
    settings_panels = [*Page.settings_panels, FieldPanel("review_on")]
    search_fields = [
        *Page.search_fields,
        # PostgreSQL counts a long title for less than a word of the text: it is told once more.
        index.SearchField("called", boost=4),
        index.SearchField("lead", boost=1.5),
        index.SearchField("body"),
    ]

    objects = BasePageManager()

    class Meta:
        abstract = True

    @cached_classmethod
    def get_edit_handler(cls) -> Any:
        tabs = [
            ("Contenu", [*editor_panels(cls.help_sentence), *cls.content_panels]),
            ("Dates et inscriptions", cls.dates_panels),
            ("Mise en avant et réseaux", cls.promote_panels),
            ("Réglages", cls.settings_panels),
        ]
        shown = [ObjectList(panels, heading=heading) for heading, panels in tabs if panels]
        return Tabs(shown, base_form_class=cls.base_form_class).bind_to_model(cls)

    @property
    def called(self) -> str:
        return self.title

    @property
    def seed(self) -> str:
        """The word from which this page's landscape is drawn."""
        return self.landscape_seed or self.slug

    @property
    def description(self) -> str:
        return self.search_description or self.lead

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        return previews.MODES

    @property
    def preview_sizes(self) -> list[dict[str, Any]]:
        return previews.SIZES

    def make_preview_request(
        self,
        original_request: Any = None,
        preview_mode: Any = None,
        extra_request_attrs: Any = None,
    ) -> Any:
        if preview_mode not in previews.APART:
            return super().make_preview_request(original_request, preview_mode, extra_request_attrs)
        seen = previews.SeenFromElsewhere(self, preview_mode)
        return seen.make_preview_request(original_request, preview_mode, extra_request_attrs)

    def findings(self) -> Iterator[Finding]:
        """What is to be put right before publishing, and what is worth a look."""
        yield from common_findings(self)

    def linked_data(self, request: HttpRequest) -> list[dict[str, Any]]:
        """What search engines read (schema.org), one object a thing that the page is about."""
        return breadcrumb_data(self, request)

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find a child straight in its table where only one kind of child is allowed."""
        models = self.allowed_subpage_models()
        if path_components and len(models) == 1 and issubclass(models[0], BasePage):
            slug, *rest = path_components
            found = models[0].objects.child_of(self).filter(slug=slug)
            shown_with = models[0].shown_with
            child = (found.select_related(*shown_with) if shown_with else found).first()
            if child is not None:
                child._cached_parent_obj = self
                return child.route(request, rest)
        return super().route(request, path_components)

    def get_view_restrictions(self) -> QuerySet[PageViewRestriction]:
        """Those of this page and of the pages above it, in one query; an alias has its source's."""
        if self.alias_of_id:
            return super().get_view_restrictions()
        step = self.steplen
        paths = [self.path[:end] for end in range(step, len(self.path) + 1, step)]
        held = Q(page__path__in=paths) | Q(page__aliases__path__in=paths)
        return PageViewRestriction.objects.filter(held).distinct()

    def breadcrumb(self) -> list[Page]:
        """The pages above this one, home first; nothing above the home page.

        No query for a page that a visitor asked for: Wagtail met its ancestors on the way.
        """
        trail: list[Page] = []
        page: Page = self
        while page.depth > HOME_DEPTH:
            page = page.get_parent()
            trail.insert(0, page)
        return trail


class StandardPage(BasePage):
    """A page of text, anywhere in the tree."""

    class Meta:
        verbose_name = "page courante"
        verbose_name_plural = "pages courantes"
