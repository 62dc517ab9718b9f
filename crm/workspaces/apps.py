from django.apps import AppConfig


class WorkspacesConfig(AppConfig):
    name = "crm.workspaces"
    label = "crm_workspaces"
    verbose_name = "Présences au télécentre"
