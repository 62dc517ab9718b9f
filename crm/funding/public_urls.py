"""The address that letters to participants carry."""

from django.urls import path

from .views import public

urlpatterns = [path("suivi-europeen/<str:token>/", public.form, name="funding_form")]
