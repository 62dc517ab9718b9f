from django.apps import AppConfig


class WaitingConfig(AppConfig):
    name = "crm.waiting"
    label = "crm_waiting"
    verbose_name = "Listes d’attente"
