from django.apps import AppConfig


class PressConfig(AppConfig):
    name = "crm.press"
    label = "crm_press"
    verbose_name = "Relations presse"

    def ready(self) -> None:
        from crm.mailings import audiences

        from .audience import AUDIENCE, CODE

        audiences.register(CODE, AUDIENCE)
