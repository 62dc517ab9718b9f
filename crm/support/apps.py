from django.apps import AppConfig


class SupportConfig(AppConfig):
    name = "crm.support"
    label = "crm_support"
    verbose_name = "Installation et accompagnement"

    def ready(self) -> None:
        from crm.journeys import facts
        from crm.journeys.models import Stage

        from . import stage_facts

        facts.require(Stage.SETTLING, stage_facts.settling)
        facts.require(Stage.SUPPORTED, stage_facts.supported)
        facts.require(Stage.COMPLETED, stage_facts.completed)
