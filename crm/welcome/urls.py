"""The public addresses of this room."""

from django.urls import path

from .views import public

urlpatterns = [
    path("nous-ecrire/", public.write, name="write_to_us"),
    path("nous-ecrire/merci/", public.write_thanks, name="write_to_us_thanks"),
    path("etre-rappele/", public.call, name="call_me_back"),
    path("etre-rappele/merci/", public.call_thanks, name="call_me_back_thanks"),
]
