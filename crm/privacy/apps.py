from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "crm.privacy"
    label = "crm_privacy"
    verbose_name = "Vie privée"

    def ready(self) -> None:
        from crm.journeys import deadlines, panels

        from .ending import files_ending
        from .file_panel import conservation

        panels.register("conservation", conservation, rank=900)
        deadlines.register("retention", files_ending)
