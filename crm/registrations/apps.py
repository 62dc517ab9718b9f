from django.apps import AppConfig


class RegistrationsConfig(AppConfig):
    name = "crm.registrations"
    label = "crm_registrations"
    verbose_name = "Inscriptions au Forum"
