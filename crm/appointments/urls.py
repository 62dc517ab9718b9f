"""The public addresses of appointments."""

from django.urls import path, register_converter

from .codes import SlotConverter
from .views import booking, invited, personal

register_converter(SlotConverter, "slot")

urlpatterns = [
    path("prendre-rendez-vous/", booking.reasons, name="book"),
    path("prendre-rendez-vous/<int:pk>/", booking.groups, name="book_group"),
    path("prendre-rendez-vous/collectif/<int:pk>/", booking.join_group, name="book_seat"),
    path("prendre-rendez-vous/<int:pk>/<slug:place>/", booking.days, name="book_days"),
    path(
        "prendre-rendez-vous/<int:pk>/<slug:place>/<slot:starts_at>/",
        booking.fill,
        name="book_slot",
    ),
    path("rendez-vous/invitation/<str:token>/", invited.ways, name="appointment_invitation"),
    path("rendez-vous/invitation/<str:token>/<slug:place>/", invited.days, name="invited_days"),
    path(
        "rendez-vous/invitation/<str:token>/<slug:place>/<slot:starts_at>/",
        invited.fill,
        name="invited_slot",
    ),
    path("rendez-vous/<str:token>/", personal.show, name="appointment"),
    path("rendez-vous/<str:token>/rendez-vous.ics", personal.calendar, name="appointment_ics"),
    path("rendez-vous/<str:token>/annuler/", personal.cancel, name="appointment_cancel"),
    path("rendez-vous/<str:token>/deplacer/", personal.days, name="appointment_days"),
    path(
        "rendez-vous/<str:token>/deplacer/<slot:starts_at>/", personal.move, name="appointment_move"
    ),
]
