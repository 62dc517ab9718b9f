"""The desk of visits and of discovery days, in Wagtail's admin."""

from django.urls import path

from .views import costs, discovery, programme, sheet, visits

urlpatterns = [
    path("visites/", visits.visit_list, name="crm_visits"),
    path("visites/couts/", costs.cost_table, name="crm_visit_costs"),
    path("visites/nouvelle/", visits.new_visit, name="crm_visit_new"),
    path("visites/<int:pk>/", visits.visit, name="crm_visit"),
    path("visites/<int:pk>/modifier/", visits.edit_visit, name="crm_visit_edit"),
    path("visites/<int:pk>/confirmer/", visits.confirm, name="crm_visit_confirm"),
    path("visites/<int:pk>/annuler/", visits.cancel, name="crm_visit_cancel"),
    path("visites/<int:pk>/raconter/", visits.tell, name="crm_visit_tell"),
    path("visites/<int:pk>/etapes/", programme.new_stop, name="crm_stop_new"),
    path("visites/<int:pk>/etapes/<int:stop>/", programme.edit_stop, name="crm_stop"),
    path("visites/<int:pk>/etapes/<int:stop>/<slug:act>/", programme.act, name="crm_stop_act"),
    path("visites/<int:pk>/depenses/", costs.new_cost, name="crm_visit_cost"),
    path("visites/<int:pk>/depenses/<int:cost>/", costs.strike_cost, name="crm_visit_cost_drop"),
    path("visites/<int:pk>/fiche/", sheet.printed, name="crm_visit_sheet"),
    path("visites/<int:pk>/fiche.pdf", sheet.file, name="crm_visit_file"),
    path("visites/<int:pk>/envoyer/<slug:whom>/", sheet.send, name="crm_visit_send"),
    path("journees/", discovery.day_list, name="crm_discovery_days"),
    path("journees/nouvelle/", discovery.new_day, name="crm_discovery_new"),
    path("journees/<int:pk>/", discovery.day, name="crm_discovery_day"),
    path("journees/<int:pk>/modifier/", discovery.edit_day, name="crm_discovery_edit"),
    path("journees/<int:pk>/annuler/", discovery.call_off, name="crm_discovery_call_off"),
    path("journees/<int:pk>/inscrire/", discovery.register_family, name="crm_discovery_register"),
    path(
        "journees/<int:pk>/inscriptions/<int:registration>/<slug:act>/",
        discovery.change_registration,
        name="crm_discovery_act",
    ),
]
