from django.apps import AppConfig


class QuestionnairesConfig(AppConfig):
    name = "crm.questionnaires"
    label = "crm_questionnaires"
    verbose_name = "Questionnaires"

    def ready(self) -> None:
        from crm.applications import expected

        from .asked import asked

        expected.register("questionnaires", "Questionnaires", asked, rank=60)
