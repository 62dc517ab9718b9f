from wagtail import hooks

from telecentre import open_data  # noqa: F401
from telecentre.admin import TelecentreViewSets


@hooks.register("register_admin_viewset")
def register_viewsets() -> TelecentreViewSets:
    return TelecentreViewSets()
