"""The public addresses of this room."""

from django.urls import path

from .views import public

urlpatterns = [
    path("vos-donnees/", public.your_data, name="your_data"),
    path("vos-donnees/merci/<uuid:key>/", public.sent, name="your_data_sent"),
    path("vos-donnees/suivi/<str:token>/", public.follow, name="your_data_follow"),
    path("vos-donnees/identite/<str:token>/", public.identity, name="your_data_identity"),
]
