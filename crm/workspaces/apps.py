from django.apps import AppConfig


class WorkspacesConfig(AppConfig):
    name = "crm.workspaces"
    label = "crm_workspaces"
    verbose_name = "Présences au télécentre"

    def ready(self) -> None:
        from crm.journeys import panels, timeline

        from .moments import moments
        from .panels import panel

        timeline.register("workspaces", moments)
        panels.register("workspaces", panel, rank=60)
