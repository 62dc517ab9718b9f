from django.apps import AppConfig


class SupportConfig(AppConfig):
    name = "crm.support"
    label = "crm_support"
    verbose_name = "Installation et accompagnement"
