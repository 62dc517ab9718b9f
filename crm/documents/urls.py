"""The desk of documents in Wagtail's admin."""

from django.urls import path

from .views import documents, session, sheets, templates, yearly

urlpatterns = [
    path("sessions/<int:pk>/documents/", session.session_documents, name="crm_session_documents"),
    path(
        "sessions/<int:pk>/documents/etablir/",
        session.produce_documents,
        name="crm_documents_produce",
    ),
    path(
        "sessions/<int:pk>/documents/<int:production>/arreter/",
        session.stop_production,
        name="crm_production_stop",
    ),
    path("sessions/<int:pk>/emargement.pdf", sheets.session_sheet, name="crm_session_sheet"),
    path("sessions/<int:pk>/programme.pdf", sheets.session_programme, name="crm_session_programme"),
    path("documents/<int:pk>/", documents.document, name="crm_document"),
    path("documents/<int:pk>/fichier/", documents.document_file, name="crm_document_file"),
    path("documents/<int:pk>/remettre/", documents.share_document, name="crm_document_share"),
    path("documents/<int:pk>/remplacer/", documents.replace_document, name="crm_document_replace"),
    path("documents/<int:pk>/signee/", documents.sign_document, name="crm_document_sign"),
    path("bilan-pedagogique/", yearly.yearly_table, name="crm_yearly_table"),
    path("modeles-de-documents/", templates.document_templates, name="crm_document_templates"),
    path(
        "modeles-de-documents/<slug:kind>/",
        templates.document_template,
        name="crm_document_template",
    ),
]
