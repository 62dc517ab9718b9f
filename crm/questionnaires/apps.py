from django.apps import AppConfig


class QuestionnairesConfig(AppConfig):
    name = "crm.questionnaires"
    label = "crm_questionnaires"
    verbose_name = "Questionnaires"

    def ready(self) -> None:
        from crm.applications import expected, session_links

        from .asked import asked
        from .links import results

        expected.register("questionnaires", "Questionnaires", asked, rank=60)
        session_links.register("questionnaires", results, rank=30)
