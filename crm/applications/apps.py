from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    name = "crm.applications"
    label = "crm_applications"
    verbose_name = "Candidatures et sessions"

    def ready(self) -> None:
        from crm.journeys import facts
        from crm.journeys.models import Stage

        from . import stage_facts

        facts.require(Stage.APPLICANT, stage_facts.applicant)
        facts.require(Stage.TRAINEE, stage_facts.trainee)
