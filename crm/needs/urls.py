from django.urls import path

from . import views

urlpatterns = [
    path("personnes/<int:pk>/besoins/", views.new_need, name="crm_need_new"),
    path("personnes/<int:pk>/besoins/<int:need>/", views.change_need, name="crm_need_change"),
    path("personnes/<int:pk>/besoins/<int:need>/etat/", views.move, name="crm_need_move"),
]
