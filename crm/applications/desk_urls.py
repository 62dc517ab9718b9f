"""The desk of applications in Wagtail's admin."""

from django.urls import path

from .views import (
    desk_applications,
    desk_around,
    desk_attendance,
    desk_calendar,
    desk_corrections,
    desk_file,
    desk_modules,
    desk_result,
    desk_rosters,
    desk_signing,
    desk_submissions,
    desk_waiting,
    trainees_after,
    trainer_space,
)

applications = [
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
]
sessions = [
    path("sessions/", desk_rosters.rosters, name="crm_rosters"),
    path("sessions/<int:pk>/", desk_rosters.roster, name="crm_roster"),
    path("sessions/<int:pk>/etat/", desk_rosters.change_state, name="crm_roster_state"),
    path("sessions/<int:pk>/attente/", desk_waiting.waiting_list, name="crm_waiting_list"),
    path("sessions/<int:pk>/attente/proposer/", desk_waiting.offer, name="crm_waiting_offer"),
    path("sessions/<int:pk>/attente/reporter/", desk_waiting.pool, name="crm_waiting_pool"),
    path("attente/<int:pk>/", desk_waiting.act, name="crm_waiting_act"),
    path("inscriptions/<int:pk>/delai/", desk_waiting.extend, name="crm_offer_extend"),
    path("inscriptions/<int:pk>/", desk_rosters.change_enrolment, name="crm_enrolment_move"),
    path("inscriptions/<int:pk>/dossier/", desk_file.move_from_file, name="crm_file_enrolment"),
    path("inscriptions/<int:pk>/presences/", desk_file.attend_from_file, name="crm_file_days"),
    path("inscriptions/<int:pk>/modules/", desk_file.credit_from_file, name="crm_file_module"),
]
calendar = [
    path("sessions/<int:pk>/calendrier/", desk_calendar.calendar, name="crm_calendar"),
    path("sessions/<int:pk>/calendrier/composer/", desk_calendar.plan, name="crm_calendar_plan"),
    path(
        "sessions/<int:pk>/calendrier/formateurs/",
        desk_calendar.trainers,
        name="crm_calendar_trainers",
    ),
    path(
        "sessions/<int:pk>/calendrier/modules/",
        desk_calendar.module_dates,
        name="crm_module_dates",
    ),
    path(
        "sessions/<int:pk>/calendrier/ajouter/", desk_calendar.new_half_day, name="crm_half_day_new"
    ),
    path("sessions/<int:pk>/programme/", desk_calendar.programme, name="crm_programme"),
    path("demi-journees/<int:pk>/", desk_calendar.half_day, name="crm_half_day"),
    path("demi-journees/<int:pk>/annuler/", desk_calendar.cancel, name="crm_half_day_cancel"),
]
attendance = [
    path("sessions/<int:pk>/presences/", desk_attendance.sheet, name="crm_attendance"),
    path("sessions/<int:pk>/feuille/", desk_attendance.printed_sheet, name="crm_printed_sheet"),
    path("sessions/<int:pk>/feuilles/", desk_attendance.keep_scan, name="crm_scan_new"),
    path("feuilles/<int:pk>/", desk_attendance.read_scan, name="crm_scan"),
    path("feuilles/<int:pk>/retirer/", desk_attendance.drop_scan, name="crm_scan_drop"),
    path("presences/<int:pk>/annuler/", desk_corrections.take_back, name="crm_attendance_undo"),
    path(
        "presences/<int:pk>/corriger/",
        desk_corrections.correct_attendance,
        name="crm_attendance_correct",
    ),
    path("demi-journees/<int:pk>/emargement/", desk_signing.signing, name="crm_signing"),
    path("demi-journees/<int:pk>/tablette/", desk_signing.hand_over, name="crm_signing_tablet"),
    path("demi-journees/<int:pk>/codes/", desk_signing.codes, name="crm_signing_codes"),
    path("demi-journees/<int:pk>/signer/", desk_signing.sign_for_all, name="crm_countersign"),
]
modules = [
    path("sessions/<int:pk>/modules/", desk_modules.modules, name="crm_modules"),
    path("sessions/<int:pk>/modules/regle/", desk_modules.choose_evidence, name="crm_evidence"),
    path(
        "inscriptions/<int:pk>/modules/<int:module>/",
        desk_result.module_result,
        name="crm_module_result",
    ),
    path(
        "inscriptions/<int:pk>/modules/<int:module>/travail/",
        desk_result.read_work,
        name="crm_module_work",
    ),
]
trainer = [
    path("formateur/", trainer_space.space, name="crm_trainer_space"),
    path("formateur/agenda/", trainer_space.renew_calendar, name="crm_trainer_calendar"),
    path("sessions/<int:pk>/contacts/", trainer_space.contacts, name="crm_session_contacts"),
    path("formateur/anciens/", trainees_after.trainees, name="crm_trainees_after"),
    path("formateur/anciens/<int:pk>/", trainees_after.trainee, name="crm_trainee_after"),
]
urlpatterns = [*applications, *sessions, *calendar, *attendance, *modules, *trainer]
