"""The desk of statements, in Wagtail's admin."""

from django.urls import path

from . import desk

urlpatterns = [
    path("", desk.month_list, name="crm_statements"),
    path("tresorerie.csv", desk.treasury, name="crm_statements_csv"),
    path("emettre/", desk.issue_all, name="crm_statements_issue"),
    path("envoyer/", desk.send_all, name="crm_statements_send"),
    path("emettre/<int:pk>/", desk.issue_one, name="crm_statement_issue"),
    path("<int:pk>/", desk.statement, name="crm_statement"),
    path("<int:pk>/pdf/", desk.pdf, name="crm_statement_pdf"),
    path("<int:pk>/envoyer/", desk.send, name="crm_statement_send"),
    path("<int:pk>/annuler/", desk.cancel, name="crm_statement_cancel"),
]
