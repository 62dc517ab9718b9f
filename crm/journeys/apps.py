from django.apps import AppConfig


class JourneysConfig(AppConfig):
    name = "crm.journeys"
    label = "crm_journeys"
    verbose_name = "Parcours"

    def ready(self) -> None:
        from crm.people.merging.rules import settle_first

        from . import (
            agenda,
            day,
            deadlines,
            duplicates_day,
            facts,
            file_panels,
            merge_moments,
            merging,
            moments,
            panels,
            relay_days,
            timeline,
        )
        from .models import Journey, Stage

        facts.require(Stage.CONTACT, facts.always)
        facts.require(Stage.QUALIFIED, facts.qualified)
        facts.require(Stage.CLOSED, facts.always)
        timeline.register("exchanges", moments.exchanges)
        timeline.register("tasks", moments.done_tasks)
        timeline.register("moves", moments.moves)
        timeline.register("relays", moments.relays)
        timeline.register("letters", moments.letters)
        timeline.register("consents", moments.consents)
        panels.register("duplicates", file_panels.duplicates, 5)
        panels.register("tasks", file_panels.tasks, 10)
        panels.register("journeys", file_panels.journeys, 20)
        panels.register("household", file_panels.household, 30)
        panels.register("consents", file_panels.consents, 90)
        panels.register("provenance", file_panels.provenance, 880)
        settle_first(Journey, "person", merging.journeys)
        timeline.register("merges", merge_moments.merges)
        day.register("duplicates", duplicates_day.to_review, rank=80)
        day.register("resumed", relay_days.resumed, 5)
        day.register("received", relay_days.received, 10)
        day.register("closed_accounts", relay_days.closed_accounts, 15)
        day.register("replacements", relay_days.replacements, 20)
        day.register("given", relay_days.given, 90)
        day.register("deadlines", deadlines.block, 10)
        agenda.register("next_actions", agenda.next_actions)
        agenda.register("tasks", agenda.tasks)
