from django.apps import AppConfig


class SegmentsConfig(AppConfig):
    name = "crm.segments"
    label = "crm_segments"
    verbose_name = "Segments et envois"

    def ready(self) -> None:
        from crm.people.merging.rules import settle_first

        from . import exclusions
        from .models import Excluded

        settle_first(Excluded, "person", exclusions.merged)
