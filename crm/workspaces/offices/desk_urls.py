"""The desk of office requests and of their waiting list, in Wagtail's admin."""

from django.urls import path

from . import desk, gestures, waiting_desk

urlpatterns = [
    path("demandes/", desk.request_list, name="crm_office_requests"),
    path("demandes/noter/", desk.new, name="crm_office_new"),
    path("demandes/<int:pk>/", desk.one, name="crm_office_request"),
    path("demandes/<int:pk>/dossier/", gestures.attach, name="crm_office_attach"),
    path("demandes/<int:pk>/reponse/", gestures.answer, name="crm_office_answer"),
    path("demandes/<int:pk>/fin/", gestures.end, name="crm_office_end"),
    path("demandes/<int:pk>/etat/", gestures.change, name="crm_office_change"),
    path("attente/", waiting_desk.waiting, name="crm_office_waiting"),
    path("attente/proposer/", gestures.offer_now, name="crm_office_offer"),
    path("attente/<int:pk>/rang/", gestures.rank, name="crm_office_rank"),
]
