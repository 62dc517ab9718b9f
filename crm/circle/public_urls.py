"""The public addresses of this room."""

from django.urls import path

from .views import own, space

urlpatterns = [
    path("cercle/", space.ask, name="circle_ask"),
    path("cercle/envoye/", space.asked, name="circle_asked"),
    path("cercle/<str:token>/", space.space, name="circle"),
    path("cercle/<str:token>/sortir/", space.out, name="circle_out"),
    path("cercle/<str:token>/<int:helper>/mot/", space.word, name="circle_word"),
    path("cercle/<str:token>/<int:helper>/quitter/", space.leave, name="circle_leave"),
    path("mon-cercle/<str:token>/", own.circle, name="own_circle"),
    path("mon-cercle/<str:token>/<int:helper>/accord/", own.agree, name="own_circle_agree"),
    path("mon-cercle/<str:token>/<int:helper>/arret/", own.stop, name="own_circle_stop"),
]
