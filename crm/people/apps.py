from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "crm.people"
    label = "crm_people"
    verbose_name = "Personnes et foyers"
