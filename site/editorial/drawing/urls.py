from django.urls import path

from .views import landscape

urlpatterns = [
    path("dessins/paysage/<slug:seed>/<slug:season>.svg", landscape, name="landscape"),
]
