from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "crm.indicators"
    label = "crm_indicators"
    verbose_name = "Indicateurs"

    def ready(self) -> None:
        from crm.people.merging import figures

        from .merging import read

        figures.register("indicators", read)
