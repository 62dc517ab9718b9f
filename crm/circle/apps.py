from django.apps import AppConfig


class CircleConfig(AppConfig):
    name = "crm.circle"
    label = "crm_circle"
    verbose_name = "Cercle d’aide"
