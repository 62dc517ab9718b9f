from django.apps import AppConfig


class WorkspacesConfig(AppConfig):
    name = "crm.workspaces"
    label = "crm_workspaces"
    verbose_name = "Présences au télécentre"

    def ready(self) -> None:
        from crm.journeys import panels, timeline
        from crm.people.merging.rules import settle_first
        from crm.support.followers import follow

        from .bookings.entitlement import follow_plan
        from .merging import presences
        from .models import Presence
        from .moments import moments
        from .panels import panel

        timeline.register("workspaces", moments)
        panels.register("workspaces", panel, rank=60)
        follow("bookings", follow_plan)
        settle_first(Presence, "person", presences)
