from django.urls import path

from . import views

urlpatterns = [
    path("presences/", views.presences, name="crm_presences"),
    path("presences/<int:pk>/retirer/", views.strike, name="crm_presence_strike"),
]
