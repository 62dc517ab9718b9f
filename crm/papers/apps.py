from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "crm.papers"
    label = "crm_papers"
    verbose_name = "Pièces des dossiers"

    def ready(self) -> None:
        from crm.journeys import panels, timeline

        from . import file_panels, moments

        timeline.register("papers", moments.papers)
        panels.register("papers", file_panels.papers, 40)
