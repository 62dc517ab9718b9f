from django.urls import path

from .views import contacts, duplicates, finding, households, identity, merging

urlpatterns = [
    path("recherche/", finding.search, name="crm_search"),
    path("recherche/suggestions/", finding.suggest, name="crm_suggest"),
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
    path(
        "personnes/<int:pk>/foyer/<int:member>/accord/",
        households.child_consent,
        name="crm_child_consent",
    ),
    path("doublons/", duplicates.queue, name="crm_duplicates"),
    path("doublons/chercher/", duplicates.search_now, name="crm_duplicates_search"),
    path("doublons/<int:pk>/distincts/", duplicates.distinct, name="crm_duplicate_distinct"),
    path("personnes/<int:pk>/fusion/", merging.choose, name="crm_merge_choose"),
    path("personnes/<int:pk>/fusion/<int:other>/", merging.compare, name="crm_merge"),
]
