from django.urls import path

from .views import rereading

urlpatterns = [
    path("", rereading.rereading, name="crm_rereading"),
    path("<int:pk>/", rereading.judge, name="crm_rereading_judge"),
]
