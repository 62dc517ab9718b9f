"""The public addresses of documents: below the follow-up page of whom they concern."""

from django.urls import path

from .views import public

urlpatterns = [
    path("suivi/<str:token>/documents/<int:pk>/", public.follow_document, name="follow_document"),
]
