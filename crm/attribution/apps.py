from django.apps import AppConfig


class AttributionConfig(AppConfig):
    name = "crm.attribution"
    label = "crm_attribution"
    verbose_name = "Attribution"
