"""What offices and statements add to the desk and to the public site."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from crm.registers.menus import GuardedItem

from .offices import page_hooks  # noqa: F401


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLPattern | URLResolver]:
    return [
        path("bureaux/", include("crm.workspaces.offices.desk_urls")),
        path("bureaux/releves/", include("crm.workspaces.statements.desk_urls")),
    ]


@hooks.register("register_site_urls")
def register_site_urls() -> list[URLPattern | URLResolver]:
    return [path("", include("crm.workspaces.statements.public_urls"))]


@hooks.register("register_families_menu_item")
def register_requests_item() -> MenuItem:
    return GuardedItem(
        "Demandes de bureau",
        reverse("crm_office_requests"),
        "crm_workspaces.view_officerequest",
        icon_name="key",
        order=62,
    )


@hooks.register("register_families_menu_item")
def register_statements_item() -> MenuItem:
    return GuardedItem(
        "Relevés du télécentre",
        reverse("crm_statements"),
        "crm_workspaces.view_monthstatement",
        icon_name="tag",
        order=64,
    )
