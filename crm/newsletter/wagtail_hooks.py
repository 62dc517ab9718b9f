from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.urls import URLPattern, URLResolver, include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.models import Page
from wagtail_modeladmin.options import modeladmin_register

from crm.registers.menus import GuardedItem
from editorial.scheduling import Job
from newsletter.models import IssuePage

from . import public_hooks
from .admin import SubscriberRegister
from .jobs import see_to_subscriptions
from .views.desk import SEND

__all__ = ["public_hooks"]

modeladmin_register(SubscriberRegister)


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLPattern | URLResolver]:
    return [path("communication/lettre/", include("crm.newsletter.urls"))]


@hooks.register("register_communication_menu_item")
def register_newsletter_item() -> MenuItem:
    return GuardedItem(
        "Lettre d’information",
        reverse("crm_newsletter"),
        "crm_newsletter.view_subscriber",
        icon_name="mail",
        order=10,
    )


@hooks.register("register_page_header_buttons")
def offer_to_send(page: Page, user: Any, view_name: str = "", **kwargs: Any) -> Iterator[Button]:
    """From the editor of an issue to the screen that sends it."""
    if page.pk and issubclass(page.specific_class or Page, IssuePage) and user.has_perm(SEND):
        url = reverse("crm_newsletter_issue", args=[page.pk])
        yield Button("Envoyer par courriel", url, icon_name="mail", priority=5)


@hooks.register("register_scheduled_job")
def subscriptions() -> Job:
    return Job(
        "newsletter.subscriptions",
        timedelta(days=1),
        see_to_subscriptions,
        label="Abonnements à la lettre",
        says="Efface les adresses jamais confirmées et les preuves d’accord arrivées à leur terme.",
    )
