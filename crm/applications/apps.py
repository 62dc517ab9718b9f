from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    name = "crm.applications"
    label = "crm_applications"
    verbose_name = "Candidatures et sessions"
