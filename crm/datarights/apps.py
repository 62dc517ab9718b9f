from django.apps import AppConfig


class DataRightsConfig(AppConfig):
    name = "crm.datarights"
    label = "crm_datarights"
    verbose_name = "Droits des personnes"

    def ready(self) -> None:
        from .dossier import forgetting

        forgetting.declare_treatments()
