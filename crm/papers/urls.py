from django.urls import path

from . import views

urlpatterns = [
    path("personnes/<int:pk>/pieces/", views.new_paper, name="crm_paper_new"),
    path("personnes/<int:pk>/pieces/<int:paper>/", views.read_paper, name="crm_paper"),
    path("personnes/<int:pk>/pieces/<int:paper>/retrait/", views.drop_paper, name="crm_paper_drop"),
]
