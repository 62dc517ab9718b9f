from django.apps import AppConfig


class CheckinConfig(AppConfig):
    name = "crm.checkin"
    label = "crm_checkin"
    verbose_name = "Accueil du Forum"

    def ready(self) -> None:
        from crm.journeys import day, panels, timeline

        from . import days, file_panel, moments

        day.register("forum-calls", days.calls, 18)
        timeline.register("forum", moments.forum)
        panels.register("forum", file_panel.forum, 58)
