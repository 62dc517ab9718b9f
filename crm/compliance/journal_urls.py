from django.urls import path

from .views import journal

urlpatterns = [
    path("", journal.journal, name="crm_journal"),
    path("export/", journal.export, name="crm_journal_export"),
    path("dossiers/<int:pk>/", journal.of_person, name="crm_journal_person"),
    path("comptes/<int:pk>/", journal.of_account, name="crm_journal_account"),
]
