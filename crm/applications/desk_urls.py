"""The desk of applications in Wagtail's admin."""

from django.urls import path

from .views import (
    desk_applications,
    desk_attendance,
    desk_file,
    desk_rosters,
    desk_submissions,
    desk_waiting,
)

urlpatterns = [
    path("candidatures/", desk_applications.application_queue, name="crm_applications"),
    path("candidatures/<int:pk>/", desk_applications.application, name="crm_application"),
    path("formulaires/", desk_submissions.submissions, name="crm_submissions"),
    path("formulaires/<int:pk>/", desk_submissions.submission, name="crm_submission"),
    path("sessions/", desk_rosters.rosters, name="crm_rosters"),
    path("sessions/<int:pk>/", desk_rosters.roster, name="crm_roster"),
    path("sessions/<int:pk>/etat/", desk_rosters.change_state, name="crm_roster_state"),
    path("sessions/<int:pk>/attente/", desk_waiting.waiting_list, name="crm_waiting_list"),
    path("sessions/<int:pk>/attente/proposer/", desk_waiting.offer, name="crm_waiting_offer"),
    path("sessions/<int:pk>/attente/reporter/", desk_waiting.pool, name="crm_waiting_pool"),
    path("attente/<int:pk>/", desk_waiting.act, name="crm_waiting_act"),
    path("inscriptions/<int:pk>/delai/", desk_waiting.extend, name="crm_offer_extend"),
    path("sessions/<int:pk>/presences/", desk_attendance.sheet, name="crm_attendance"),
    path("sessions/<int:pk>/modules/", desk_attendance.modules, name="crm_modules"),
    path("sessions/<int:pk>/feuille/", desk_attendance.printed_sheet, name="crm_printed_sheet"),
    path("inscriptions/<int:pk>/", desk_rosters.change_enrolment, name="crm_enrolment_move"),
    path("inscriptions/<int:pk>/dossier/", desk_file.move_from_file, name="crm_file_enrolment"),
    path("inscriptions/<int:pk>/presences/", desk_file.attend_from_file, name="crm_file_days"),
    path("inscriptions/<int:pk>/modules/", desk_file.credit_from_file, name="crm_file_module"),
]
