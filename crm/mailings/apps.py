from django.apps import AppConfig


class MailingsConfig(AppConfig):
    name = "crm.mailings"
    label = "crm_mailings"
    verbose_name = "Envois en nombre"
