"""The register of processing and the texts that people read, in the admin: addresses, items of the menu."""

from __future__ import annotations

from django.urls import URLResolver, include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from crm.registers.menus import GuardedItem

from .views import processing, wordings


@hooks.register("register_admin_urls")
def register_processing_urls() -> list[URLResolver]:
    return [
        path("registre-des-traitements/", include("crm.compliance.processing_urls")),
        path("textes-d-information/", include("crm.compliance.wording_urls")),
    ]


@hooks.register("register_protection_menu_item")
def register_processing_item() -> MenuItem:
    return GuardedItem(
        processing.LABEL, reverse("crm_processing"), processing.READ,
        name="processing", icon_name="list-ul", order=50,
    )  # fmt: skip


@hooks.register("register_protection_menu_item")
def register_wordings_item() -> MenuItem:
    return GuardedItem(
        wordings.LABEL, reverse("crm_wordings"), wordings.READ,
        name="wordings", icon_name="doc-full", order=60,
    )  # fmt: skip
