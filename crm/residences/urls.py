"""The public addresses of residences."""

from django.urls import path

from .views import follow, public

urlpatterns = [
    path("residence-d-entrepreneur/", public.request_residence, name="request_residence"),
    path("residence-d-entrepreneur/merci/", public.thanks, name="request_residence_thanks"),
    path("residence-d-entrepreneur/suivi/<str:token>/", follow.follow, name="follow_residence"),
    path(
        "residence-d-entrepreneur/suivi/<str:token>/convention.pdf",
        follow.agreement,
        name="follow_residence_agreement",
    ),
    path(
        "residence-d-entrepreneur/suivi/<str:token>/<slug:action>/",
        follow.act,
        name="follow_residence_act",
    ),
]
