from django.apps import AppConfig


class EditorialConfig(AppConfig):
    name = "editorial"
    verbose_name = "Édition"
    # What the search files its pages under.
    facet = "Pages"

    def ready(self) -> None:
        from .frame import listen

        listen()
