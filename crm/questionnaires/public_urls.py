"""The public address of questionnaires."""

from django.urls import path

from .views import public

urlpatterns = [
    path("questionnaire/<str:token>/", public.questionnaire, name="questionnaire"),
]
