from django.apps import AppConfig


class NeedsConfig(AppConfig):
    name = "crm.needs"
    label = "crm_needs"
    verbose_name = "Besoins des foyers"

    def ready(self) -> None:
        from crm.journeys import day, panels, timeline

        from . import due_needs, file_panels, moments

        timeline.register("needs", moments.needs)
        panels.register("needs", file_panels.needs, 31)
        day.register("needs", due_needs.due_needs, 40)
