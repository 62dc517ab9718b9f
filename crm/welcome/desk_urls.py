"""The desk of messages in Wagtail's admin."""

from django.urls import path

from .views import desk, gestures

urlpatterns = [
    path("messages/", desk.message_list, name="crm_messages"),
    path("messages/<int:pk>/", desk.message, name="crm_message"),
    path("messages/<int:pk>/rattacher/", gestures.attach_message, name="crm_message_attach"),
    path("messages/<int:pk>/dossier/", gestures.open_file, name="crm_message_open"),
    path("messages/<int:pk>/reponse/", gestures.answer_message, name="crm_message_answer"),
    path("messages/<int:pk>/etat/", gestures.change_state, name="crm_message_state"),
]
