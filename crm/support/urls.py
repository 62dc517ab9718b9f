from django.urls import path

from . import settling_views, views

urlpatterns = [
    path("personnes/<int:pk>/activite/", views.new_activity, name="crm_activity_new"),
    path("personnes/<int:pk>/suivi/", views.new_answer, name="crm_follow_up"),
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
    path(
        "personnes/<int:pk>/accompagnement/<int:plan>/<slug:act>/",
        views.change_plan,
        name="crm_plan_change",
    ),
    path("personnes/<int:pk>/bilans/<int:review>/", views.hold, name="crm_review_hold"),
]
