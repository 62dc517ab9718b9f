"""The public addresses of the telecentre's bookings."""

from django.urls import path

from .views import own

urlpatterns = [
    path("mon-bureau/<str:token>/", own.my_desk, name="my_desk"),
    path("mon-bureau/<str:token>/presence/", own.note, name="my_desk_note"),
    path("mon-bureau/<str:token>/rendre/", own.give_back, name="my_desk_give_back"),
    path("mon-bureau/<str:token>/mon-bureau.ics", own.calendar, name="my_desk_calendar"),
]
