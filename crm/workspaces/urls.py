from django.urls import path

from .views import presences

urlpatterns = [
    path("presences/", presences.presences, name="crm_presences"),
    path("presences/<int:pk>/retirer/", presences.strike, name="crm_presence_strike"),
]
