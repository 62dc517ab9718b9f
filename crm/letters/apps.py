from django.apps import AppConfig


class LettersConfig(AppConfig):
    name = "crm.letters"
    label = "crm_letters"
    verbose_name = "Courriers"
