from datetime import datetime, timedelta

from django.urls import URLPattern, URLResolver, include, path
from wagtail import hooks
from wagtail_modeladmin.options import modeladmin_register

from editorial.scheduling import Job

from .admin import HouseholdRegister, PersonRegister
from .merging.finder import find_pairs
from .merging.services import gather_strays

modeladmin_register(HouseholdRegister)
modeladmin_register(PersonRegister)


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLPattern | URLResolver]:
    return [path("accueil/", include("crm.people.urls"))]


@hooks.register("register_scheduled_job")
def look_for_duplicates() -> Job:
    return Job(
        "people.duplicates",
        timedelta(days=1),
        search_duplicates,
        label="Recherche de doublons",
        says="Compare les fiches et propose celles qui se ressemblent.",
    )


def search_duplicates(at: datetime) -> None:
    gather_strays(at)
    find_pairs(at)
