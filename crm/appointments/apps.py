from django.apps import AppConfig


class AppointmentsConfig(AppConfig):
    name = "crm.appointments"
    label = "crm_appointments"
    verbose_name = "Rendez-vous"
