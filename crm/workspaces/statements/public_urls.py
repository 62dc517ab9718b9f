"""The public addresses of statements."""

from django.urls import path

from . import public

urlpatterns = [
    path("releve/<str:token>/", public.statement, name="month_statement"),
    path("releve/<str:token>/releve.pdf", public.pdf, name="month_statement_pdf"),
]
