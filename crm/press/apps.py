from django.apps import AppConfig


class PressConfig(AppConfig):
    name = "crm.press"
    label = "crm_press"
    verbose_name = "Relations presse"
