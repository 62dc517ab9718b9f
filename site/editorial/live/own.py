"""The live sources that need no room: pages below, key figures, contact, communes."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string
from wagtail import hooks
from wagtail.models import Page

from editorial.frame import frame_of
from editorial.live.sources import LiveSource
from editorial.models import KeyFigure
from editorial.models.visibility import visible
from territory.home import home_communes


def below(request: HttpRequest, page: Page | None, count: int) -> str:
    if page is None or page.pk is None:
        return ""
    pages = list(visible(Page.objects.child_of(page)).order_by("path")[:count])
    return render_to_string("editorial/live/below.html", {"pages": pages}) if pages else ""


def figures(request: HttpRequest, page: Page | None, count: int) -> str:
    found = list(KeyFigure.objects.all()[:count])
    return render_to_string("editorial/live/figures.html", {"figures": found}) if found else ""


def contact(request: HttpRequest, page: Page | None, count: int) -> str:
    return render_to_string("editorial/live/contact.html", {"identity": frame_of(request).identity})


def communes(request: HttpRequest, page: Page | None, count: int) -> str:
    found = home_communes()
    return render_to_string("components/territory_map.html", {"communes": found}) if found else ""


@hooks.register("register_live_source")
def pages_below() -> LiveSource:
    return LiveSource(
        "below", "pages de cette rubrique", "Aucune page publiée sous celle-ci.", below
    )


@hooks.register("register_live_source")
def key_figures() -> LiveSource:
    empty = "Le registre des chiffres clés est vide : ajoutez-y un chiffre et sa source."
    return LiveSource("figures", "chiffres clés", empty, figures)


@hooks.register("register_live_source")
def contact_details() -> LiveSource:
    empty = "L’identité du site n’a ni adresse ni téléphone : voyez Réglages, Identité."
    return LiveSource("contact", "contact", empty, contact)


@hooks.register("register_live_source")
def map_of_communes() -> LiveSource:
    return LiveSource(
        "communes", "communes et leur carte", "Le territoire n’est pas chargé.", communes
    )
