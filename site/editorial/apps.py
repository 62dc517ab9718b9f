from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class EditorialConfig(AppConfig):
    default = True
    name = "editorial"
    verbose_name = "Édition"
    # What the search files its pages under.
    facet = "Pages"

    def ready(self) -> None:
        from . import changes, frame
        from .cells import defuse_wagtail

        changes.listen()
        frame.listen()
        defuse_wagtail()


class AccountsConfig(WagtailUsersAppConfig):
    """Wagtail's accounts, each within the reach of who manages it."""

    user_viewset = "editorial.accounts.AccountViewSet"
