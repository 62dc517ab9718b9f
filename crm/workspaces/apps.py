from django.apps import AppConfig


class WorkspacesConfig(AppConfig):
    name = "crm.workspaces"
    label = "crm_workspaces"
    verbose_name = "Présences au télécentre"

    def ready(self) -> None:
        from crm.journeys import panels, timeline
        from crm.people.merging.rules import settle_first

        from .merging import presences
        from .models import Presence
        from .moments import moments
        from .panels import panel

        timeline.register("workspaces", moments)
        panels.register("workspaces", panel, rank=60)
        settle_first(Presence, "person", presences)
