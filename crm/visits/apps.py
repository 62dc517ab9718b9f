from django.apps import AppConfig


class VisitsConfig(AppConfig):
    name = "crm.visits"
    label = "crm_visits"
    verbose_name = "Visites du territoire"
