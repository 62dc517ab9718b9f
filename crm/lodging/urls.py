from django.urls import path

from .views import calendar, stays, value

urlpatterns = [
    path("logement/", calendar.lodging, name="crm_lodging"),
    path("logement/valeur/", value.value_given, name="crm_lodging_value"),
    path("logement/valeur.csv", value.value_file, name="crm_lodging_value_file"),
    path("logement/sejours/nouveau/", stays.new_stay, name="crm_stay_new"),
    path("logement/sejours/<int:pk>/", stays.stay, name="crm_stay"),
    path("logement/sejours/<int:pk>/<slug:state>/", stays.move, name="crm_stay_move"),
]
