from wagtail import hooks

from telecentre import live, open_data  # noqa: F401
from telecentre.admin import TelecentreViewSets
from telecentre.services_admin import ServicesHouseViewSets


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[TelecentreViewSets | ServicesHouseViewSets]:
    return [TelecentreViewSets(), ServicesHouseViewSets()]
