from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "crm.documents"
    label = "crm_documents"
    verbose_name = "Documents de formation"

    def ready(self) -> None:
        from crm.applications import expected as lines
        from crm.applications import follow_documents, session_links
        from crm.journeys import day, deadlines, panels, timeline

        from . import days, expected, expected_funding, links
        from .moments import documents
        from .panels import panel
        from .reading import given_to

        lines.register("agreement", "Convention", expected.agreement, rank=10)
        lines.register("call", "Convocation", expected.call, rank=20)
        lines.register("programme", "Programme", expected.programme, rank=30)
        lines.register("signatures", "Feuilles d’émargement", expected.signatures, rank=40)
        lines.register("certificate", "Certificat ou attestation", expected.certificate, rank=50)
        lines.register("funding", "Fonds européen", expected_funding.forms, rank=70)
        session_links.register("documents", links.documents, rank=10)
        session_links.register("sheet", links.sheet, rank=20)
        follow_documents.register("documents", given_to)
        day.register("documents", days.lacking, rank=45)
        deadlines.register("documents", days.calls)
        panels.register("documents", panel, rank=35)
        timeline.register("documents", documents)
