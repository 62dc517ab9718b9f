"""« Ce qui les amène », in Wagtail's admin."""

from django.urls import path

from .views import screen

urlpatterns = [
    path("", screen.origins, name="crm_origins"),
    path("tableau.csv", screen.table_csv, name="crm_origins_csv"),
]
