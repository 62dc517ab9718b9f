from django.apps import AppConfig


class WelcomeConfig(AppConfig):
    name = "crm.welcome"
    label = "crm_welcome"
    verbose_name = "Accueil du public"

    def ready(self) -> None:
        from crm.journeys import day

        from . import days

        day.register("messages", days.messages, rank=10)
