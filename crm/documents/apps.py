from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "crm.documents"
    label = "crm_documents"
    verbose_name = "Documents de formation"
