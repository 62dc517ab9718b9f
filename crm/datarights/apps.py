from django.apps import AppConfig


class DataRightsConfig(AppConfig):
    name = "crm.datarights"
    label = "crm_datarights"
    verbose_name = "Droits des personnes"

    def ready(self) -> None:
        from crm.journeys import deadlines
        from crm.people.merging.rules import settle_first
        from crm.privacy import erasure
        from crm.privacy import treatments as privacy

        from . import due, merging
        from .dossier import forgetting
        from .forgetting import forget_people
        from .models import RequestFile
        from .treatments import REQUESTS

        deadlines.register("rights", due.deadlines)
        settle_first(RequestFile, "person", merging.files)
        privacy.declare(*REQUESTS)
        erasure.forget_also("requests", forget_people)
        forgetting.declare_treatments()
