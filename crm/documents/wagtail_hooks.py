from __future__ import annotations

from datetime import timedelta

from django.urls import URLPattern, URLResolver, include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from crm.registers.menus import GuardedItem
from editorial.scheduling import Job

from . import own_works  # noqa: F401
from .production import take_up


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLPattern | URLResolver]:
    return [path("accueil/", include("crm.documents.urls"))]


@hooks.register("register_site_urls")
def register_site_urls() -> list[URLPattern | URLResolver]:
    return [path("", include("crm.documents.public_urls"))]


@hooks.register("register_families_menu_item")
def register_templates_item() -> MenuItem:
    return GuardedItem(
        "Modèles de documents",
        reverse("crm_document_templates"),
        "crm_documents.view_documenttemplate",
        icon_name="doc-full-inverse",
        order=85,
    )


@hooks.register("register_families_menu_item")
def register_yearly_item() -> MenuItem:
    return GuardedItem(
        "Bilan pédagogique",
        reverse("crm_yearly_table"),
        "crm_documents.view_yearly_table",
        icon_name="table",
        order=86,
    )


@hooks.register("register_scheduled_job")
def take_up_productions() -> Job:
    return Job(
        "documents.productions",
        timedelta(minutes=15),
        take_up,
        label="Documents à produire",
        says="Reprend la production de documents qui a été coupée.",
    )
