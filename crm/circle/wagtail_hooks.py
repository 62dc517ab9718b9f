from datetime import timedelta

from django.urls import URLPattern, URLResolver, include, path
from wagtail import hooks

from editorial.scheduling import Job

from .jobs import forget


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLPattern | URLResolver]:
    return [path("accueil/", include("crm.circle.urls"))]


@hooks.register("register_site_urls")
def register_site_urls() -> list[URLPattern | URLResolver]:
    return [path("", include("crm.circle.public_urls"))]


@hooks.register("register_scheduled_job")
def forget_former_partners() -> Job:
    return Job(
        "circle.forget",
        timedelta(days=1),
        forget,
        label="Partenaires du cercle d’aide",
        says="Efface les anciens partenaires du cercle d’aide, à leur terme.",
    )
