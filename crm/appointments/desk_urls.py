"""The desk of appointments in Wagtail's admin."""

from django.urls import path

from .views import desk, first_contact, gestures, openings, planning

urlpatterns = [
    path("rendez-vous/", desk.week, name="crm_appointments"),
    path("rendez-vous/<int:pk>/", desk.appointment, name="crm_appointment"),
    path("rendez-vous/<int:pk>/annulation/", gestures.cancel, name="crm_appointment_cancel"),
    path("rendez-vous/<int:pk>/deplacement/", gestures.move, name="crm_appointment_move"),
    path("rendez-vous/<int:pk>/inscription/", gestures.seat, name="crm_appointment_seat"),
    path(
        "rendez-vous/<int:pk>/foyers/<int:party>/issue/",
        gestures.fill_in,
        name="crm_appointment_fill_in",
    ),
    path(
        "rendez-vous/<int:pk>/foyers/<int:party>/dossier/",
        gestures.attach,
        name="crm_appointment_attach",
    ),
    path(
        "rendez-vous/<int:pk>/foyers/<int:party>/nouveau-dossier/",
        first_contact.open_file,
        name="crm_appointment_open",
    ),
    path("rendez-vous/collectif/", planning.group, name="crm_appointment_group"),
    path("rendez-vous/plages/", openings.own, name="crm_openings"),
    path("rendez-vous/plages/<int:pk>/", openings.of_colleague, name="crm_openings_of"),
    path("rendez-vous/plages/<int:pk>/nouvelle/", openings.open_range, name="crm_range_open"),
    path("rendez-vous/plages/<int:pk>/fin/", openings.close_range, name="crm_range_close"),
    path("rendez-vous/absences/<int:pk>/nouvelle/", openings.be_away, name="crm_absence_new"),
    path("rendez-vous/absences/<int:pk>/retrait/", openings.come_back, name="crm_absence_end"),
    path("rendez-vous/visio/<int:pk>/", openings.video, name="crm_video_link"),
    path("personnes/<int:pk>/rendez-vous/", planning.new, name="crm_appointment_new"),
    path("personnes/<int:pk>/invitation/", planning.invite, name="crm_appointment_invite"),
    path("invitations/<int:pk>/retrait/", planning.withdraw, name="crm_invitation_withdraw"),
]
