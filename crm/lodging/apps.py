from django.apps import AppConfig


class LodgingConfig(AppConfig):
    name = "crm.lodging"
    label = "crm_lodging"
    verbose_name = "Logement passerelle"

    def ready(self) -> None:
        from crm.journeys import agenda, day, deadlines, panels, timeline

        from . import days, file_panel, moments

        timeline.register("stays", moments.stays)
        panels.register("stays", file_panel.stays, 56)
        day.register("arrivals", days.arrivals, 30)
        deadlines.register("holds", days.holds)
        agenda.register("stays", days.dates)
