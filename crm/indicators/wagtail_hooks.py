from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page

from crm.registers.menus import GuardedItem
from editorial.figures.published import PublishedFigures
from editorial.plugins import SiteLink
from editorial.scheduling import Job

from . import open_data  # noqa: F401
from .counting import compute
from .models import IndicatorSnapshot
from .publication import Publication
from .quarters import EVERY, freeze_quarter
from .quoting import published_figures
from .urls import site_urls
from .views import analyses, figures, reports


@hooks.register("register_site_urls")
def register_site_urls() -> list[URLPattern]:
    return site_urls


@hooks.register("register_site_links")
def register_site_links() -> list[SiteLink]:
    address = reverse("results")
    return [SiteLink("Résultats", address, place) for place in ("menu", "map")]


@hooks.register("register_page_block")
def home_figures(request: HttpRequest, name: str, page: Page | None) -> str:
    """Three prisms of the latest publication; nothing before the first one."""
    if name != "home_figures":
        return ""
    snapshot = IndicatorSnapshot.objects.published().first()
    if snapshot is None:
        return ""
    found = Publication(snapshot)
    prisms = found.prisms()
    if not prisms:
        return ""
    return render_to_string(
        "crm_indicators/home_figures.html", {"publication": found, "prisms": prisms}, request
    )


@hooks.register("register_page_block")
def press_kit_figures(request: HttpRequest, name: str, page: Page | None) -> str:
    """What a press kit may quote of the latest publication, with its source and its date."""
    snapshot = IndicatorSnapshot.objects.published().first() if name == "press_kit" else None
    if snapshot is None:
        return ""
    context = {"publication": Publication(snapshot)}
    return render_to_string("crm_indicators/press_kit.html", context, request)


@hooks.register("register_published_figures")
def figures_to_quote() -> PublishedFigures:
    return published_figures()


@hooks.register("register_scheduled_job")
def figures_of_the_quarter() -> Job:
    return Job(
        "figures-of-the-quarter",
        EVERY,
        freeze_quarter,
        "Chiffres du trimestre",
        "Compte et garde les chiffres au dernier jour de chaque trimestre, sans les publier.",
    )


@hooks.register("register_moved_figures")
def compare_figures() -> tuple[str, Callable[[], object]]:
    return "les indicateurs", lambda: compute(timezone.localdate()).as_json()


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLPattern]:
    return [
        path("chiffres/", figures.figures, name="crm_figures"),
        path("chiffres/publier/", figures.publish_figures, name="crm_figures_publish"),
        path("chiffres/figer/", figures.freeze_figures, name="crm_figures_freeze"),
        path(
            "chiffres/<int:pk>/publier/",
            figures.publish_frozen,
            name="crm_figures_publish_frozen",
        ),
        path("chiffres/<int:pk>/retirer/", figures.withdraw_figures, name="crm_figures_withdraw"),
        path("chiffres/analyses/<slug:slug>/", analyses.analysis, name="crm_analysis"),
        path(
            "chiffres/analyses/<slug:slug>/donnees.csv",
            analyses.analysis_csv,
            name="crm_analysis_csv",
        ),
        path("chiffres/rapports/", reports.reports, name="crm_reports"),
        path("chiffres/rapports/rapport.pdf", reports.report_pdf, name="crm_report_pdf"),
        path("chiffres/rapports/rapport.xlsx", reports.report_sheet, name="crm_report_sheet"),
    ]


@hooks.register("register_admin_menu_item")
def register_figures_item() -> MenuItem:
    return GuardedItem(
        "Chiffres", reverse("crm_figures"), "crm_indicators.view_figures",
        name="figures", icon_name="clipboard-list", order=130,
    )  # fmt: skip
