from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "crm.indicators"
    label = "crm_indicators"
    verbose_name = "Indicateurs"
