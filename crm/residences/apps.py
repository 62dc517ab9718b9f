from django.apps import AppConfig


class ResidencesConfig(AppConfig):
    name = "crm.residences"
    label = "crm_residences"
    verbose_name = "Résidences d’entrepreneurs"
