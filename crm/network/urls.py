from django.urls import path

from .views import desk

urlpatterns = [
    path("annuaire/", desk.network, name="crm_network"),
    path("annuaire/relations/", desk.introduce, name="crm_introduce"),
    path("annuaire/<int:pk>/", desk.card, name="crm_card"),
    path("annuaire/<int:pk>/suite/", desk.move_card, name="crm_card_move"),
    path("annuaire/<int:pk>/lien/", desk.send_link, name="crm_card_link"),
    path("annuaire/messages/<int:pk>/", desk.judge_message, name="crm_network_message"),
    path("personnes/<int:pk>/annuaire/", desk.open_card, name="crm_card_open"),
]
