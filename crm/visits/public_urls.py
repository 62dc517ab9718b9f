"""The sheet that letters to families lead to, and the discovery days that anybody reads."""

from django.urls import path

from .views import public, public_discovery

urlpatterns = [
    path("visite/<str:token>/", public.sheet, name="visit_sheet"),
    path("visite/<str:token>/visite.ics", public.calendar, name="visit_calendar"),
    path("journees-decouverte/", public_discovery.days, name="discovery_days"),
    path("journees-decouverte/merci/", public_discovery.thanks, name="discovery_thanks"),
    path("journees-decouverte/<int:pk>/", public_discovery.day, name="discovery_day"),
    path(
        "journees-decouverte/annuler/<str:token>/", public_discovery.cancel, name="discovery_cancel"
    ),
]
