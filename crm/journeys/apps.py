from django.apps import AppConfig


class JourneysConfig(AppConfig):
    name = "crm.journeys"
    label = "crm_journeys"
    verbose_name = "Parcours"
