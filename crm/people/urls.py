from django.urls import path

from .views import finding, households, identity

urlpatterns = [
    path("recherche/", finding.search, name="crm_search"),
    path("recherche/suggestions/", finding.suggest, name="crm_suggest"),
    path("personnes/<int:pk>/fiche/", identity.edit_person, name="crm_person_edit"),
    path("personnes/<int:pk>/coordonnees/", identity.new_contact, name="crm_contact_new"),
    path(
        "personnes/<int:pk>/coordonnees/<int:point>/",
        identity.change_contact,
        name="crm_contact_change",
    ),
    path("personnes/<int:pk>/foyer/", households.household, name="crm_household"),
    path(
        "personnes/<int:pk>/foyer/<int:member>/sortie/",
        households.leave,
        name="crm_household_leave",
    ),
]
