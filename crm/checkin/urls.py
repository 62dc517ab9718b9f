"""The desk and the doors of the Forum, in Wagtail's admin."""

from django.urls import path

from .views import acts, badges, calls, desk, doors, registering, rolls

urlpatterns = [
    path("inscriptions/", desk.editions, name="crm_forum"),
    path("inscriptions/<int:number>/", desk.edition, name="crm_forum_edition"),
    path("inscriptions/<int:number>/figer/", desk.freeze, name="crm_forum_freeze"),
    path("inscriptions/<int:number>/bilan/", desk.report, name="crm_forum_report"),
    path("inscriptions/<int:number>/attente/", desk.waiting, name="crm_forum_waiting"),
    path("inscriptions/<int:number>/participants/", rolls.people, name="crm_forum_roll"),
    path("inscriptions/<int:number>/participants/liste.pdf", rolls.paper, name="crm_forum_paper"),
    path("inscriptions/<int:number>/participants/exporter/", rolls.export, name="crm_forum_export"),
    path("inscriptions/<int:number>/badges/", badges.badges, name="crm_forum_badges"),
    path("inscriptions/<int:number>/rappels/", calls.calls, name="crm_forum_calls"),
    path("inscriptions/<int:number>/nouvelle/", registering.new, name="crm_forum_register"),
    path("inscription/<int:pk>/", acts.sheet, name="crm_forum_registration"),
    path("inscription/<int:pk>/modifier/", registering.edit, name="crm_forum_registration_edit"),
    path("inscription/<int:pk>/annuler/", acts.cancel_it, name="crm_forum_registration_cancel"),
    path("inscription/<int:pk>/retirer/<int:who>/", acts.take_out, name="crm_forum_leave"),
    path("inscription/<int:pk>/rappel/", calls.close, name="crm_forum_call"),
    path("inscription/<int:pk>/dossier/", calls.open_file, name="crm_forum_call_file"),
    path("accueil/", doors.doors, name="crm_forum_doors"),
    path("accueil/porte/", doors.choose_door, name="crm_forum_door"),
    path("accueil/entrer/<int:pk>/", doors.let_in, name="crm_forum_enter"),
    path("accueil/groupe/<int:pk>/", doors.let_group_in, name="crm_forum_enter_group"),
    path("accueil/admettre/<int:pk>/", doors.let_in_anyway, name="crm_forum_admit"),
    path("accueil/sans-inscription/", doors.newcomer, name="crm_forum_walk_in"),
    path("accueil/reprendre/<int:pk>/", doors.take_back, name="crm_forum_undo"),
    path("entree/<str:code>/", doors.ticket, name="crm_forum_ticket"),
]
