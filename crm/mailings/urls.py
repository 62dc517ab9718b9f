from django.urls import path

from .views import desk, suppressions

urlpatterns = [
    path("envois/", desk.mailings, name="crm_mailings"),
    path("envois/<int:pk>/", desk.mailing, name="crm_mailing"),
    path("envois/<int:pk>/avancement/", desk.advance, name="crm_mailing_progress"),
    path("envois/<int:pk>/gestes/", desk.act, name="crm_mailing_act"),
    path("envois/<int:pk>/courriers/<int:letter>/", desk.settle, name="crm_mailing_letter"),
    path("adresses-ecartees/", suppressions.suppressions, name="crm_suppressions"),
    path("adresses-ecartees/lever/", suppressions.lift, name="crm_suppression_lift"),
]
