from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "crm.journal"
    label = "crm_journal"
    verbose_name = "Journal"
