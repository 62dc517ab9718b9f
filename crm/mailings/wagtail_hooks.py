from django.urls import URLPattern, URLResolver, include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from crm.registers.menus import GuardedItem
from editorial.scheduling import Job

from . import jobs, own_works  # noqa: F401


@hooks.register("register_site_urls")
def register_site_urls() -> list[URLPattern | URLResolver]:
    return [path("", include("crm.mailings.public_urls"))]


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLPattern | URLResolver]:
    return [path("communication/", include("crm.mailings.urls"))]


@hooks.register("register_communication_menu_item")
def register_mailings_item() -> MenuItem:
    return GuardedItem(
        "Envois", reverse("crm_mailings"), "crm_mailings.view_mailing", icon_name="mail", order=30
    )


@hooks.register("register_communication_menu_item")
def register_suppressions_item() -> MenuItem:
    return GuardedItem(
        "Adresses écartées", reverse("crm_suppressions"), "crm_consents.view_suppression",
        icon_name="no-view", order=70,
    )  # fmt: skip


@hooks.register("register_scheduled_job")
def settle_mailings() -> Job:
    return Job(
        "mailings.settle",
        jobs.EVERY_MINUTE,
        jobs.settle,
        label="Envois en nombre",
        says="Fait partir, suit et clôt les envois en nombre.",
    )


@hooks.register("register_scheduled_job")
def read_returns() -> Job:
    return Job(
        "mailings.returns",
        jobs.EVERY_FIVE_MINUTES,
        jobs.read_returns,
        label="Courriers revenus",
        says="Relève la boîte des courriers revenus et écarte les adresses mortes.",
    )


@hooks.register("register_scheduled_job")
def forget_suppressions() -> Job:
    return Job(
        "consents.suppressions",
        jobs.EVERY_DAY,
        jobs.forget_suppressions,
        label="Adresses écartées",
        says="Efface l’empreinte des adresses écartées, à son terme.",
    )
