from django.urls import path

from . import public

urlpatterns = [path("mes-donnees/<str:token>/", public.my_data, name="my_data")]
