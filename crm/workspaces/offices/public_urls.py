"""The public addresses of office requests."""

from django.urls import path

from . import public

urlpatterns = [
    path("demander-un-bureau/", public.ask, name="ask_office"),
    path("demander-un-bureau/merci/", public.thanks, name="ask_office_thanks"),
    path("demande-de-bureau/<str:token>/", public.follow, name="office_request"),
    path("demande-de-bureau/<str:token>/<slug:action>/", public.act, name="office_request_act"),
]
