"""The desk of residences in Wagtail's admin."""

from django.urls import path

from .views import around, committees, desk, gestures, posts

urlpatterns = [
    path("", desk.residence_list, name="crm_residences"),
    path("<int:pk>/", desk.residence, name="crm_residence"),
    path("<int:pk>/decision/", gestures.decide, name="crm_residence_decide"),
    path("<int:pk>/avis/", committees.assess, name="crm_residence_assess"),
    path("<int:pk>/aides/<int:line>/", gestures.remove_aid, name="crm_residence_aid_remove"),
    path("<int:pk>/gestes/<slug:gesture>/", gestures.act, name="crm_residence_act"),
    path("personnes/<int:pk>/", gestures.ask, name="crm_residence_new"),
    path("demandes/<int:pk>/", posts.post, name="crm_residence_post"),
    path("demandes/<int:pk>/dossier/", posts.attach, name="crm_residence_post_attach"),
    path("demandes/<int:pk>/nouveau/", posts.open_file, name="crm_residence_post_open"),
    path("demandes/<int:pk>/<slug:gesture>/", posts.change_state, name="crm_residence_post_state"),
    path("comites/", committees.committee_list, name="crm_residence_committees"),
    path("comites/<int:pk>/", committees.committee, name="crm_residence_committee"),
    path("comites/<int:pk>/comite.pdf", committees.agenda, name="crm_residence_agenda"),
    path("conventions/<int:pk>.pdf", around.agreement, name="crm_residence_agreement"),
    path("conventions/texte/", around.agreement_text, name="crm_residence_text"),
    path("aides/", around.aid_table, name="crm_residence_aid"),
    path("aides.csv", around.aid_csv, name="crm_residence_aid_csv"),
]
