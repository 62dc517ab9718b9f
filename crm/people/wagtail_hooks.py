from django.urls import URLPattern, URLResolver, include, path
from wagtail import hooks
from wagtail_modeladmin.options import modeladmin_register

from .admin import HouseholdRegister, PersonRegister

modeladmin_register(HouseholdRegister)
modeladmin_register(PersonRegister)


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLPattern | URLResolver]:
    return [path("accueil/", include("crm.people.urls"))]
