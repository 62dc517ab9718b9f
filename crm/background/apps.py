from django.apps import AppConfig


class BackgroundConfig(AppConfig):
    name = "crm.background"
    label = "crm_background"
    verbose_name = "Travaux"
