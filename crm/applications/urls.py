"""The public addresses of applications."""

from django.urls import path

from .views import follow, public

urlpatterns = [
    path("candidater/", public.apply_any, name="apply_any"),
    path("candidater/merci/", public.thanks, name="apply_thanks"),
    path("candidater/<int:pk>/", public.apply, name="apply"),
    path("suivi/<str:token>/", follow.follow, name="follow"),
    path("suivi/<str:token>/<slug:action>/", follow.act, name="follow_act"),
]
