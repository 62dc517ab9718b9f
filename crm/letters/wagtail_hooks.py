from django.urls import URLPattern, path
from wagtail import hooks
from wagtail_modeladmin.options import modeladmin_register

from .admin import LetterRegister
from .views import send_letter_again

modeladmin_register(LetterRegister)


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLPattern]:
    return [
        path("courriers/<int:pk>/renvoyer/", send_letter_again, name="crm_letter_send_again"),
    ]
