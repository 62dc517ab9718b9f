from django.apps import AppConfig


class FundingConfig(AppConfig):
    name = "crm.funding"
    label = "crm_funding"
    verbose_name = "Fonds européens"

    def ready(self) -> None:
        from crm.journeys import agenda, day, deadlines, panels, timeline
        from crm.people.merging.rules import settle_first

        from . import days, file_panels, merging, moments
        from .models import Participation

        timeline.register("funding", moments.moments)
        panels.register("funding", file_panels.funding, 45)
        deadlines.register("funding", days.forms_due)
        day.register("funding", days.to_close, 45)
        agenda.register("funding", days.dates)
        settle_first(Participation, "person", merging.participations)
