"""The public addresses of this room."""

from django.urls import path

from .views import public

urlpatterns = [
    path("desabonnement/<str:token>/", public.unsubscribe, name="unsubscribe"),
    path("desabonnement/<str:token>/un-clic/", public.one_click, name="unsubscribe_one_click"),
]
