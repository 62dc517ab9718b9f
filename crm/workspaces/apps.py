from django.apps import AppConfig


class WorkspacesConfig(AppConfig):
    name = "crm.workspaces"
    label = "crm_workspaces"
    verbose_name = "Présences et réservations au télécentre"

    def ready(self) -> None:
        from crm.journeys import panels, timeline
        from crm.people.merging.rules import settle_first
        from crm.registers import spaces
        from crm.support.followers import follow

        from .bookings.entitlement import follow_plan
        from .bookings.taken import BOOKINGS, held_slots
        from .merging import presences
        from .models import Presence
        from .moments import bookings, moments
        from .panels import panel

        timeline.register("workspaces", moments)
        timeline.register("bookings", bookings)
        panels.register("workspaces", panel, rank=60)
        follow("bookings", follow_plan)
        settle_first(Presence, "person", presences)
        spaces.register(BOOKINGS, held_slots)
        register_offices()


def register_offices() -> None:
    """What the waiting list for offices, their requests and the statements tell other rooms."""
    from crm.journeys import day, panels, timeline
    from crm.people.merging.rules import settle_first
    from crm.support.followers import follow
    from crm.waiting import takers

    from .models import MonthStatement, OfficeRequest
    from .offices import days, file
    from .offices.kind import KIND
    from .offices.lists import follow_plan
    from .offices.merging import requests
    from .offices.taker import TAKER
    from .statements.merging import statements

    takers.register(KIND, TAKER)
    follow("office-waiting", follow_plan)
    timeline.register("offices", file.moments)
    panels.register("offices", file.panel, rank=61)
    day.register("office-requests", days.requests, rank=15)
    day.register("office-voices", days.to_call, rank=16)
    settle_first(OfficeRequest, "person", requests)
    settle_first(MonthStatement, "person", statements)
