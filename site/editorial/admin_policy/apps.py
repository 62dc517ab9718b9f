from django.apps import AppConfig


class AdminPolicyConfig(AppConfig):
    """Wagtail's admin without a script in a page. Its templates stand in for Wagtail's: it is listed before it."""

    name = "editorial.admin_policy"
    label = "admin_policy"
    verbose_name = "Administration sans script en ligne"

    def ready(self) -> None:
        from wagtail.admin.widgets import BaseChooser

        from .choosers import render

        # Wagtail has no other door: each chooser of each app is rendered by this one method.
        BaseChooser.render = render
