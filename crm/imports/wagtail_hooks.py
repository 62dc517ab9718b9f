from __future__ import annotations

from datetime import timedelta

from django.urls import URLPattern, URLResolver, include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from crm.registers.menus import GuardedItem
from editorial.scheduling import Job

from . import own_works  # noqa: F401
from .services import tidy


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLPattern | URLResolver]:
    return [path("imports/", include("crm.imports.urls"))]


@hooks.register("register_families_menu_item")
def register_imports_item() -> MenuItem:
    return GuardedItem(
        "Importer", reverse("crm_imports"), "crm_imports.add_importbatch",
        icon_name="upload", order=90,
    )  # fmt: skip


@hooks.register("register_scheduled_job")
def forget_imported_files() -> Job:
    return Job(
        "imports.tidy",
        timedelta(minutes=15),
        tidy,
        label="Imports repris et rangés",
        says="Reprend un import coupé et efface les fichiers donnés à importer, à leur terme.",
    )
