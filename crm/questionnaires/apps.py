from django.apps import AppConfig


class QuestionnairesConfig(AppConfig):
    name = "crm.questionnaires"
    label = "crm_questionnaires"
    verbose_name = "Questionnaires"
