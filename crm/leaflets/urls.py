"""The desk of leaflets in Wagtail's admin, and the short address."""

from django.urls import path

from .views import desk, public

urlpatterns = [
    path("", desk.batch_list, name="crm_leaflets"),
    path("nouveau/", desk.new_batch, name="crm_leaflet_new"),
    path("<int:pk>/", desk.batch, name="crm_leaflet"),
    path("<int:pk>/modifier/", desk.edit_batch, name="crm_leaflet_edit"),
    path("<int:pk>/etat/", desk.change_state, name="crm_leaflet_state"),
    path("<int:pk>/code.<str:kind>", desk.code, name="crm_leaflet_code"),
    path("<int:pk>/depots/", desk.new_drop, name="crm_leaflet_drop"),
    path("<int:pk>/depots/<int:drop>/rayer/", desk.strike_drop, name="crm_leaflet_strike"),
]

public_urlpatterns = [path("d/<str:code>/", public.follow, name="leaflet_link")]
