from django.apps import AppConfig


class ResidencesConfig(AppConfig):
    name = "crm.residences"
    label = "crm_residences"
    verbose_name = "Résidences d’entrepreneurs"

    def ready(self) -> None:
        from crm.journeys import agenda, day, deadlines, facts, panels, timeline
        from crm.journeys.models import Stage
        from crm.people.merging.rules import settle_first
        from crm.waiting import takers

        from . import agenda_dates, days, file_panels, merging, moments, stage_facts, waitlist
        from .models import Residence
        from .moving import WAITS_FOR

        facts.require(Stage.RESIDENCE, stage_facts.residence)
        timeline.register("residences", moments.residences)
        panels.register("residences", file_panels.residences, 55)
        day.register("residences", days.to_answer, rank=12)
        day.register("residence-agreements", days.to_sign, rank=45)
        day.register("residence-reviews", days.to_review, rank=52)
        deadlines.register("residences", days.deadlines)
        agenda.register("residences", agenda_dates.residences)
        settle_first(Residence, "person", merging.residences)
        takers.register(WAITS_FOR, waitlist.TAKER)
