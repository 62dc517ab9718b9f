from django.apps import AppConfig


class NetworkConfig(AppConfig):
    name = "crm.network"
    label = "crm_network"
    verbose_name = "Annuaire du réseau"
