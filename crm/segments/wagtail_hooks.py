from django.urls import URLPattern, URLResolver, include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from crm.registers.menus import GuardedItem


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLPattern | URLResolver]:
    return [path("communication/", include("crm.segments.urls"))]


@hooks.register("register_communication_menu_item")
def register_segments_item() -> MenuItem:
    return GuardedItem(
        "Segments",
        reverse("crm_segments"),
        "crm_segments.view_segment",
        icon_name="group",
        order=30,
    )
