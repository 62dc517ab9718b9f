from django.urls import URLPattern, URLResolver, include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.search import SearchArea
from wagtail_modeladmin.options import modeladmin_register

from .admin import JourneyRegister
from .menu import GuardedItem, PeopleSearch, families_item

modeladmin_register(JourneyRegister)


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLPattern | URLResolver]:
    return [path("accueil/", include("crm.journeys.urls"))]


@hooks.register("register_admin_menu_item")
def register_families_menu() -> MenuItem:
    return families_item()


@hooks.register("register_admin_search_area")
def search_people() -> SearchArea:
    return PeopleSearch("Personnes", reverse("crm_search"), icon_name="user", order=10)
