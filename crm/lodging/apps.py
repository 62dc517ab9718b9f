from django.apps import AppConfig


class LodgingConfig(AppConfig):
    name = "crm.lodging"
    label = "crm_lodging"
    verbose_name = "Logement passerelle"
