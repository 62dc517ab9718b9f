from django.urls import path

from .views import booking_new, bookings, planning, presences

urlpatterns = [
    path("presences/", presences.presences, name="crm_presences"),
    path("presences/<int:pk>/retirer/", presences.strike, name="crm_presence_strike"),
    path("planning/", planning.planning, name="crm_planning"),
    path("reservations/nouvelle/", booking_new.new, name="crm_booking_new"),
    path("reservations/<int:pk>/", bookings.sheet, name="crm_booking"),
    path("reservations/<int:pk>/annuler/", bookings.cancel, name="crm_booking_cancel"),
    path("reservations/<int:pk>/deplacer/", bookings.move, name="crm_booking_move"),
    path("reservations/<int:pk>/renouveler/", bookings.prolong, name="crm_booking_prolong"),
    path(
        "reservations/<int:pk>/rendre/<int:slot>/",
        bookings.give_back,
        name="crm_booking_give_back",
    ),
    path("reservations/<int:pk>/lien/", bookings.send_link, name="crm_booking_link"),
    path("reservations/<int:pk>/<slug:state>/", bookings.decide, name="crm_booking_decide"),
]
