from django.apps import AppConfig


class CheckinConfig(AppConfig):
    name = "crm.checkin"
    label = "crm_checkin"
    verbose_name = "Accueil du Forum"
