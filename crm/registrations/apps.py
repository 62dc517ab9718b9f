from django.apps import AppConfig


class RegistrationsConfig(AppConfig):
    name = "crm.registrations"
    label = "crm_registrations"
    verbose_name = "Inscriptions au Forum"

    def ready(self) -> None:
        from crm.mailings import audiences
        from crm.waiting import takers
        from editorial.plugins import FORUM_EDITION, FORUM_SLOT

        from .audience import CODE, FORUM
        from .waitlist import EDITION_TAKER, SLOT_TAKER

        audiences.register(CODE, FORUM)
        takers.register(FORUM_EDITION, EDITION_TAKER)
        takers.register(FORUM_SLOT, SLOT_TAKER)
