"""The public addresses of this room, beside the pages of the archive."""

from django.urls import path

from .views import public

urlpatterns = [
    path("lettre/abonnement/", public.subscribe, name="newsletter_subscribe"),
    path("lettre/abonnement/relire/", public.from_the_footer, name="newsletter_from_the_footer"),
    path("lettre/abonnement/demande/", public.asked, name="newsletter_asked"),
    path("lettre/abonnement/<str:token>/", public.confirm, name="newsletter_confirm"),
]
