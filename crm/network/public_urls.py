"""The public addresses of this room."""

from django.urls import path

from .views import own, public

urlpatterns = [
    path("annuaire/", public.directory, name="directory"),
    path("annuaire/message-envoye/", public.sent, name="directory_sent"),
    path("annuaire/ma-fiche/", public.ask, name="own_card_ask"),
    path("annuaire/ma-fiche/envoye/", public.asked, name="own_card_asked"),
    path("annuaire/<int:pk>/", public.card, name="directory_card"),
    path("ma-fiche/<str:token>/", own.card, name="own_card"),
    path("ma-fiche/<str:token>/retirer/", own.withdraw, name="own_card_withdraw"),
    path("signaler/<str:token>/", own.report, name="report_message"),
]
