from django.apps import AppConfig


class SelectionConfig(AppConfig):
    name = "crm.selection"
    label = "crm_selection"
    verbose_name = "Sélection"
