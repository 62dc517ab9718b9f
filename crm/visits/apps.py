from django.apps import AppConfig


class VisitsConfig(AppConfig):
    name = "crm.visits"
    label = "crm_visits"
    verbose_name = "Visites du territoire"

    def ready(self) -> None:
        from crm.journeys import agenda, day, facts, panels, timeline
        from crm.journeys.models import Stage
        from crm.people.merging.rules import settle_first

        from . import days, file_panel, merging, moments, stage_facts
        from .models import DiscoveryRegistration

        facts.require(Stage.VISITING, stage_facts.visiting)
        timeline.register("visits", moments.visits)
        timeline.register("discovery", moments.discovery)
        panels.register("visits", file_panel.visits, 54)
        day.register("visits", days.week, 32)
        agenda.register("visits", days.stops)
        settle_first(DiscoveryRegistration, "person", merging.registrations)
