from django.urls import path

from .views import desk

urlpatterns = [
    path("", desk.newsletter, name="crm_newsletter"),
    path("retirer/", desk.take_off, name="crm_newsletter_take_off"),
    path("<int:pk>/", desk.issue, name="crm_newsletter_issue"),
    path(
        "<int:pk>/apercu/<slug:sample>/<slug:form>/",
        desk.seen,
        name="crm_newsletter_seen",
    ),
    path("<int:pk>/essai/", desk.test, name="crm_newsletter_test"),
    path("<int:pk>/envoyer/", desk.send, name="crm_newsletter_send"),
]
