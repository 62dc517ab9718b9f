from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "crm.privacy"
    label = "crm_privacy"
    verbose_name = "Vie privée"
