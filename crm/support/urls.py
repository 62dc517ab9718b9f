from django.urls import path

from . import check_views, list_views, plan_views, settling_views, views

urlpatterns = [
    path("personnes/<int:pk>/activite/", views.new_activity, name="crm_activity_new"),
    path("personnes/<int:pk>/activite/<int:activity>/", views.correct, name="crm_activity_correct"),
    path("personnes/<int:pk>/suivi/", views.new_answer, name="crm_follow_up"),
    path(
        "personnes/<int:pk>/suivi/<int:check>/<slug:act>/",
        check_views.answer_a_check,
        name="crm_check_answer",
    ),
    path("activites/suivi/", check_views.checks, name="crm_checks"),
    path("personnes/<int:pk>/installation/", views.intend, name="crm_settlement_intend"),
    path(
        "personnes/<int:pk>/installation/<int:settlement>/corriger/",
        settling_views.correct_settlement,
        name="crm_settlement_correct",
    ),
    path("installations/", settling_views.settlements_by_commune, name="crm_settlements"),
    path("installations.csv", settling_views.settlements_csv, name="crm_settlements_csv"),
    path(
        "personnes/<int:pk>/installation/<int:settlement>/<slug:state>/",
        views.settle,
        name="crm_settlement_move",
    ),
    path("accompagnements/", list_views.plans, name="crm_plans"),
    path("accompagnements/referent/", list_views.hand_over, name="crm_plans_hand_over"),
    path(
        "personnes/<int:pk>/accompagnement/<int:plan>/<slug:act>/",
        plan_views.change_plan,
        name="crm_plan_change",
    ),
    path(
        "personnes/<int:pk>/pauses/<int:pause>/<slug:act>/",
        plan_views.change_a_pause,
        name="crm_pause_change",
    ),
    path(
        "personnes/<int:pk>/etapes/<int:milestone>/<slug:act>/",
        plan_views.change_milestone,
        name="crm_milestone_change",
    ),
    path("personnes/<int:pk>/bilans/<int:review>/", plan_views.hold, name="crm_review_hold"),
    path(
        "personnes/<int:pk>/bilans/<int:review>/proposer/",
        plan_views.propose,
        name="crm_review_propose",
    ),
]
site_urls = [path("activite/<str:token>/", check_views.still_alive, name="activity_check")]
