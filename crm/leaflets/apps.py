from django.apps import AppConfig


class LeafletsConfig(AppConfig):
    name = "crm.leaflets"
    label = "crm_leaflets"
    verbose_name = "Dépliants"
