from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "crm.organisations"
    label = "crm_organisations"
    verbose_name = "Organisations"

    def ready(self) -> None:
        from crm.journeys import panels
        from crm.people.merging.rules import settle_first

        from . import file_panels, merging
        from .models import Role

        panels.register("organisations", file_panels.organisations, 35)
        settle_first(Role, "person", merging.roles)
