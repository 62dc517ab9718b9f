from __future__ import annotations

from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from editorial.figures.csv import figures_csv
from editorial.models import BasePage, FigureTheme, KeyFigure


class FiguresPage(RoutablePageMixin, BasePage):
    """The register of key figures, theme by theme, with the year and the source of each; and as a file."""

    max_count = 1
    parent_page_types = ["home.LivingPage"]
    subpage_types: list[str] = []
    help_sentence = (
        "Les chiffres se tiennent dans leur registre, parmi les extraits : "
        "chacun porte son année et sa source."
    )
    facet = "Vivre ici"

    class Meta:
        verbose_name = "page des chiffres clés"
        verbose_name_plural = "pages des chiffres clés"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        return context | {
            "themes": themes(),
            "file_address": f"{self.get_url(request) or '/'}chiffres-cles.csv",
        }

    @path("chiffres-cles.csv/")
    def as_file(self, request: HttpRequest) -> HttpResponse:
        return HttpResponse(
            figures_csv(KeyFigure.objects.all()),
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": 'attachment; filename="chiffres-cles.csv"'},
        )


def themes() -> list[tuple[str, list[KeyFigure]]]:
    """The figures under the name of each theme that has some, in the order in which themes are declared."""
    ranks = list(FigureTheme)
    figures = sorted(KeyFigure.objects.all(), key=lambda one: ranks.index(FigureTheme(one.theme)))
    return [
        (str(FigureTheme(theme).label), list(found))
        for theme, found in groupby(figures, key=lambda one: one.theme)
    ]
