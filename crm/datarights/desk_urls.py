"""The desk of requests in Wagtail's admin."""

from django.urls import path

from .views import acts, desk, endings, file_acts

FILE = "<int:pk>/dossiers/<int:person>"

urlpatterns = [
    path("", desk.requests, name="crm_rights"),
    path("nouvelle/", desk.new, name="crm_rights_new"),
    path("export/", desk.export, name="crm_rights_export"),
    path("<int:pk>/", desk.one_request, name="crm_rights_request"),
    path("<int:pk>/dossiers/", acts.attach, name="crm_rights_attach"),
    path(f"{FILE}/oter/", file_acts.detach, name="crm_rights_detach"),
    path(f"{FILE}/preuve/", file_acts.prove, name="crm_rights_prove"),
    path(f"{FILE}/remis/", file_acts.handed, name="crm_rights_handed"),
    path(f"{FILE}/corrige/", file_acts.rectified, name="crm_rights_rectified"),
    path(f"{FILE}/confier/", file_acts.entrust, name="crm_rights_entrust"),
    path(f"{FILE}/limiter/", file_acts.restrict, name="crm_rights_restrict"),
    path(f"{FILE}/lever/", file_acts.lift, name="crm_rights_lift"),
    path(f"{FILE}/effacer/", endings.erase, name="crm_rights_erase"),
    path("<int:pk>/prendre/", acts.take_up, name="crm_rights_take_up"),
    path("<int:pk>/identite/", acts.ask_identity, name="crm_rights_ask"),
    path("<int:pk>/identite/etablie/", acts.establish, name="crm_rights_establish"),
    path("<int:pk>/prolonger/", acts.extend, name="crm_rights_extend"),
    path("<int:pk>/opposition/", acts.object_to_mail, name="crm_rights_object"),
    path("<int:pk>/accords/", acts.withdraw, name="crm_rights_withdraw"),
    path("<int:pk>/hors-dossier/", acts.clear, name="crm_rights_clear"),
    path("<int:pk>/repondre/", endings.answer, name="crm_rights_answer"),
    path("<int:pk>/refuser/", endings.refuse, name="crm_rights_refuse"),
    path("<int:pk>/sans-suite/", acts.close, name="crm_rights_close"),
]
