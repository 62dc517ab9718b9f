"""The register of processing, below « Protection des données »."""

from django.urls import path

from .views import processing

urlpatterns = [
    path("", processing.register, name="crm_processing"),
    path("imprimer/", processing.printable, name="crm_processing_print"),
    path("classeur/", processing.workbook, name="crm_processing_workbook"),
    path("<slug:code>/", processing.activity, name="crm_processing_activity"),
    path("<slug:code>/relire/", processing.read_over, name="crm_processing_review"),
]
