from django.apps import AppConfig


class SelectionConfig(AppConfig):
    name = "crm.selection"
    label = "crm_selection"
    verbose_name = "Sélection"

    def ready(self) -> None:
        from crm.applications import desk_panels, session_links
        from crm.journeys import day

        from . import days, links, panels

        day.register("readings", days.to_read, rank=15)
        day.register("gaps", days.to_settle, rank=25)
        desk_panels.register("selection", panels.panel, rank=10)
        session_links.register("committee", links.committee, rank=5)
