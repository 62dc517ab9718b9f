from django.apps import AppConfig


class JourneysConfig(AppConfig):
    name = "crm.journeys"
    label = "crm_journeys"
    verbose_name = "Parcours"

    def ready(self) -> None:
        from . import facts
        from .models import Stage

        facts.require(Stage.CONTACT, facts.always)
        facts.require(Stage.QUALIFIED, facts.qualified)
        facts.require(Stage.CLOSED, facts.always)
