from django.apps import AppConfig


class FundingConfig(AppConfig):
    name = "crm.funding"
    label = "crm_funding"
    verbose_name = "Fonds européens"
