from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "crm.organisations"
    label = "crm_organisations"
    verbose_name = "Organisations"

    def ready(self) -> None:
        from crm.journeys import panels

        from . import file_panels

        panels.register("organisations", file_panels.organisations, 35)
