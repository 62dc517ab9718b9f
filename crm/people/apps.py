from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "crm.people"
    label = "crm_people"
    verbose_name = "Personnes et foyers"

    def ready(self) -> None:
        from crm.registers import finding

        from .search import found_for_a_register

        finding.register(found_for_a_register)
