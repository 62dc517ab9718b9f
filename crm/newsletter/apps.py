from django.apps import AppConfig


class NewsletterConfig(AppConfig):
    name = "crm.newsletter"
    label = "crm_newsletter"
    verbose_name = "Lettre d’information"

    def ready(self) -> None:
        from crm.mailings.audiences import Audience, register

        from . import membership, services

        register(
            services.AUDIENCE,
            Audience(
                "la lettre d’information",
                membership.members,
                membership.agrees,
                services.leave,
                "newsletter_subscribe",
            ),
        )
