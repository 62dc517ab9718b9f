"""The desk of applications in Wagtail's admin."""

from django.urls import path

from .views import (
    desk_applications,
    desk_around,
    desk_attendance,
    desk_file,
    desk_rosters,
    desk_submissions,
)

urlpatterns = [
    path("candidatures/", desk_applications.application_queue, name="crm_applications"),
    path("candidatures/<int:pk>/", desk_applications.application, name="crm_application"),
    path("candidatures/<int:pk>/reponse/", desk_around.answer, name="crm_application_answer"),
    path("candidatures/<int:pk>/classer/", desk_around.settle, name="crm_application_settle"),
    path(
        "candidatures/<int:pk>/foyer/<int:other>/",
        desk_around.join,
        name="crm_application_household",
    ),
    path("formulaires/", desk_submissions.submissions, name="crm_submissions"),
    path("formulaires/<int:pk>/", desk_submissions.submission, name="crm_submission"),
    path(
        "formulaires/<int:pk>/pieces/<int:file>/",
        desk_around.waiting_file,
        name="crm_submission_file",
    ),
    path("sessions/", desk_rosters.rosters, name="crm_rosters"),
    path("sessions/<int:pk>/", desk_rosters.roster, name="crm_roster"),
    path("sessions/<int:pk>/etat/", desk_rosters.change_state, name="crm_roster_state"),
    path("sessions/<int:pk>/presences/", desk_attendance.sheet, name="crm_attendance"),
    path("sessions/<int:pk>/modules/", desk_attendance.modules, name="crm_modules"),
    path("sessions/<int:pk>/feuille/", desk_attendance.printed_sheet, name="crm_printed_sheet"),
    path("inscriptions/<int:pk>/", desk_rosters.change_enrolment, name="crm_enrolment_move"),
    path("inscriptions/<int:pk>/dossier/", desk_file.move_from_file, name="crm_file_enrolment"),
    path("inscriptions/<int:pk>/presences/", desk_file.attend_from_file, name="crm_file_days"),
    path("inscriptions/<int:pk>/modules/", desk_file.credit_from_file, name="crm_file_module"),
]
