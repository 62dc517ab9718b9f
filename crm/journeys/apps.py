from django.apps import AppConfig


class JourneysConfig(AppConfig):
    name = "crm.journeys"
    label = "crm_journeys"
    verbose_name = "Parcours"

    def ready(self) -> None:
        from . import agenda, day, deadlines, facts, file_panels, moments, panels, timeline
        from .models import Stage

        facts.require(Stage.CONTACT, facts.always)
        facts.require(Stage.QUALIFIED, facts.qualified)
        facts.require(Stage.CLOSED, facts.always)
        timeline.register("exchanges", moments.exchanges)
        timeline.register("tasks", moments.done_tasks)
        timeline.register("moves", moments.moves)
        timeline.register("letters", moments.letters)
        timeline.register("consents", moments.consents)
        panels.register("tasks", file_panels.tasks, 10)
        panels.register("journeys", file_panels.journeys, 20)
        panels.register("household", file_panels.household, 30)
        panels.register("consents", file_panels.consents, 90)
        day.register("deadlines", deadlines.block, 10)
        agenda.register("next_actions", agenda.next_actions)
        agenda.register("tasks", agenda.tasks)
