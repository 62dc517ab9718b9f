from django.apps import AppConfig


class ComplianceConfig(AppConfig):
    name = "crm.compliance"
    label = "crm_compliance"
    verbose_name = "Conformité"

    def ready(self) -> None:
        from crm.journeys import deadlines, panels
        from crm.privacy.treatments import Treatment, declare

        from .breach_deadlines import to_notify
        from .file_panel import who_read
        from .models import Breach, BreachNote, ProcessingReview, Rereading

        deadlines.register("breaches", to_notify)
        panels.register("journal", who_read, rank=910)
        declare(
            Treatment(Rereading, ("interaction__person", "review__plan__person"), deleted=True),
            impersonal={
                Breach: "une violation : des faits et des nombres, jamais un nom",
                BreachNote: "le suivi d’une violation, jamais un nom",
                ProcessingReview: "une relecture du registre des traitements, signée d’un agent",
            },
        )
