from django.apps import AppConfig


class EditorialConfig(AppConfig):
    name = "editorial"
    verbose_name = "Édition"

    def ready(self) -> None:
        from .frame import listen

        listen()
