from django.urls import path

from .views import desk

urlpatterns = [
    path("parcours/<int:pk>/cercle/", desk.new_helper, name="crm_helper_new"),
    path("cercle/<int:pk>/", desk.change_helper, name="crm_helper_change"),
    path("cercle/<int:pk>/retrait/", desk.revoke_helper, name="crm_helper_revoke"),
    path("cercle/<int:pk>/accord/", desk.note_said, name="crm_helper_said"),
    path("cercle/<int:pk>/lien/", desk.send_link, name="crm_helper_link"),
    path("cercle/mots/<int:pk>/", desk.handle_word, name="crm_helper_word"),
]
