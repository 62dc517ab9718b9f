from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "crm.imports"
    label = "crm_imports"
    verbose_name = "Imports"

    def ready(self) -> None:
        from crm.journeys import timeline

        from .moments import moments

        timeline.register("imports", moments)
