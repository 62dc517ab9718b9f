"""The texts that people read, below « Protection des données »."""

from django.urls import path

from .views import wordings

urlpatterns = [
    path("", wordings.wordings, name="crm_wordings"),
    path("<slug:code>/", wordings.wording, name="crm_wording"),
    path("<slug:code>/nouvelle-version/", wordings.new_version, name="crm_wording_new"),
]
