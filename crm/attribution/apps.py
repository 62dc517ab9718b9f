from django.apps import AppConfig


class AttributionConfig(AppConfig):
    name = "crm.attribution"
    label = "crm_attribution"
    verbose_name = "Attribution"

    def ready(self) -> None:
        from crm.leaflets.results import register

        from . import leaflets

        register(leaflets.results)
