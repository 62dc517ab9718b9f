from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "crm.demo"
    label = "crm_demo"
    verbose_name = "Démonstration"
