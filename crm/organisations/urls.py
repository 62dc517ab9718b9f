from django.urls import path

from .views import organisations, roles

urlpatterns = [
    path("organisations/", organisations.organisation_list, name="crm_organisations"),
    path("organisations/nouvelle/", organisations.new_organisation, name="crm_organisation_new"),
    path("organisations/<int:pk>/", organisations.sheet, name="crm_organisation"),
    path(
        "organisations/<int:pk>/fiche/",
        organisations.edit_organisation,
        name="crm_organisation_edit",
    ),
    path("organisations/<int:pk>/liens/", roles.link_from_sheet, name="crm_organisation_link"),
    path(
        "organisations/<int:pk>/liens/<int:role>/fin/",
        roles.end_from_sheet,
        name="crm_organisation_unlink",
    ),
    path("personnes/<int:pk>/organisations/", roles.link_from_file, name="crm_role_new"),
    path(
        "personnes/<int:pk>/organisations/<int:role>/",
        roles.change_from_file,
        name="crm_role_change",
    ),
]
