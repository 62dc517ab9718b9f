from django.apps import AppConfig


class CircleConfig(AppConfig):
    name = "crm.circle"
    label = "crm_circle"
    verbose_name = "Cercle d’aide"

    def ready(self) -> None:
        from crm.journeys import day, panels, timeline

        from . import file_panels, moments, waiting_words

        panels.register("circle", file_panels.circle, 45)
        timeline.register("circle", moments.circle)
        day.register("circle", waiting_words.words, 34)
        day.register("circle-ending", waiting_words.ending, 92)
