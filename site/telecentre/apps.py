from django.apps import AppConfig


class TelecentreConfig(AppConfig):
    name = "telecentre"
    verbose_name = "Télécentre"
