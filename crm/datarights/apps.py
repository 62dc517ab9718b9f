from django.apps import AppConfig


class DataRightsConfig(AppConfig):
    name = "crm.datarights"
    label = "crm_datarights"
    verbose_name = "Droits des personnes"
