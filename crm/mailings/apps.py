from django.apps import AppConfig


class MailingsConfig(AppConfig):
    name = "crm.mailings"
    label = "crm_mailings"
    verbose_name = "Envois en nombre"

    def ready(self) -> None:
        from crm.consents import services as consents
        from crm.journeys import timeline
        from crm.letters import leaving as letters_leaving
        from crm.letters import returns

        from . import bouncing, leaving, moments, unsubscribing

        letters_leaving.register_composer("crm_mailings/letter", leaving.compose)
        letters_leaving.register_gate("mailings", leaving.gate)
        consents.register("mailings", unsubscribing.withdrawn)
        returns.register("mailings", bouncing.dead)
        timeline.register("mailings", moments.mailings)
