from django.urls import URLPattern, URLResolver, include, path
from wagtail import hooks
from wagtail_modeladmin.options import modeladmin_register

from .admin import ActivityRegister, PlanRegister, SettlementRegister

modeladmin_register(ActivityRegister)
modeladmin_register(PlanRegister)
modeladmin_register(SettlementRegister)


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLPattern | URLResolver]:
    return [path("accueil/", include("crm.support.urls"))]
