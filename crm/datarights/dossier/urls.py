from django.urls import path

from . import views

urlpatterns = [
    path("dossiers/", views.dossiers, name="crm_dossiers"),
    path("dossiers/personne/<int:pk>/", views.dossier_of, name="crm_dossier"),
    path("dossiers/personne/<int:pk>/etablir/", views.make, name="crm_dossier_make"),
    path("dossiers/<int:pk>/telecharger/", views.download, name="crm_dossier_download"),
    path("dossiers/<int:pk>/envoyer/", views.send, name="crm_dossier_send"),
    path("dossiers/<int:pk>/remis/", views.give, name="crm_dossier_give"),
    path("dossiers/<int:pk>/supprimer/", views.drop, name="crm_dossier_drop"),
]
