from django.urls import path

from .views import contacts, finding, households, identity

urlpatterns = [
    path("recherche/", finding.search, name="crm_search"),
    path("personnes/<int:pk>/fiche/", identity.edit_person, name="crm_person_edit"),
    path("personnes/<int:pk>/coordonnees/", contacts.new_contact, name="crm_contact_new"),
    path(
        "personnes/<int:pk>/coordonnees/<int:point>/",
        contacts.change_contact,
        name="crm_contact_change",
    ),
    path("personnes/<int:pk>/foyer/", households.household, name="crm_household"),
    path(
        "personnes/<int:pk>/foyer/<int:member>/sortie/",
        households.leave,
        name="crm_household_leave",
    ),
    path(
        "personnes/<int:pk>/foyer/<int:member>/referent/",
        households.reference,
        name="crm_household_reference",
    ),
]
