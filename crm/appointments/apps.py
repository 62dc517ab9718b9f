from django.apps import AppConfig


class AppointmentsConfig(AppConfig):
    name = "crm.appointments"
    label = "crm_appointments"
    verbose_name = "Rendez-vous"

    def ready(self) -> None:
        from crm.journeys import agenda, day, panels, timeline
        from crm.people.merging.rules import settle_first

        from . import dated, days, merging, moments
        from .models import AppointmentParty
        from .panels import panel

        day.register("appointments", days.today, rank=3)
        day.register("appointments_past", days.to_fill_in, rank=6)
        day.register("appointments_away", days.met_by_absence, rank=7)
        day.register("appointments_unfiled", days.to_file, rank=12)
        agenda.register("appointments", dated.appointments)
        timeline.register("appointments", moments.moments)
        panels.register("appointments", panel, rank=15)
        settle_first(AppointmentParty, "person", merging.parties)
