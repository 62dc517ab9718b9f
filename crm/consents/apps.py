from django.apps import AppConfig


class ConsentsConfig(AppConfig):
    name = "crm.consents"
    label = "crm_consents"
    verbose_name = "Consentements"
