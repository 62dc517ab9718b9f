from django.urls import URLPattern, URLResolver, include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from crm.registers.menus import GuardedItem


@hooks.register("register_admin_urls")
def register_journal_urls() -> list[URLPattern | URLResolver]:
    return [path("journal/", include("crm.compliance.journal_urls"))]


@hooks.register("register_protection_menu_item")
def register_journal_item() -> MenuItem:
    return GuardedItem(
        "Journal", reverse("crm_journal"), "crm_journal.view_entry",
        name="journal", icon_name="history", order=40,
    )  # fmt: skip
