from django.apps import AppConfig


class NewsletterConfig(AppConfig):
    name = "crm.newsletter"
    label = "crm_newsletter"
    verbose_name = "Lettre d’information"
