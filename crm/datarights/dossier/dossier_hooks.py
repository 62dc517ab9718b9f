from datetime import timedelta

from django.urls import URLPattern, URLResolver, include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from crm.registers.menus import GuardedItem
from editorial.scheduling import Job

from . import services, views


@hooks.register("register_admin_urls")
def register_dossier_urls() -> list[URLPattern | URLResolver]:
    return [path("droits/", include("crm.datarights.dossier.urls"))]


@hooks.register("register_site_urls")
def register_my_data() -> list[URLPattern | URLResolver]:
    return [path("", include("crm.datarights.dossier.public_urls"))]


@hooks.register("register_protection_menu_item")
def register_dossiers_item() -> MenuItem:
    return GuardedItem(
        "Dossiers remis",
        reverse("crm_dossiers"),
        views.MAY,
        name="dossiers",
        icon_name="download",
        order=40,
    )


@hooks.register("register_scheduled_job")
def delete_expired_dossiers() -> Job:
    return Job(
        "datarights.dossiers",
        timedelta(hours=1),
        services.expire,
        label="Dossiers à remettre",
        says="Supprime les dossiers préparés que personne n’a retirés à temps.",
    )
