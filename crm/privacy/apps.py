from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "crm.privacy"
    label = "crm_privacy"
    verbose_name = "Vie privée"

    def ready(self) -> None:
        from crm.journeys import deadlines, panels
        from crm.letters import leaving
        from crm.people.merging.rules import leave_in_place, settle_first

        from . import holds, notices, unhandled
        from .ending import files_ending, holds_to_review, people_to_call
        from .file_panel import conservation
        from .models import Hold, Notice, RunLine

        panels.register("conservation", conservation, rank=900)
        deadlines.register("retention", files_ending)
        deadlines.register("retention.holds", holds_to_review)
        deadlines.register("retention.calls", people_to_call)
        deadlines.register("unhandled", unhandled.warned)
        leaving.register_gate("retention", notices.gate)
        settle_first(Hold, "person", holds.merged)
        settle_first(Notice, "person", notices.merged)
        # A run tells what it listed; the file that was merged is judged again by the next one.
        leave_in_place(RunLine, "person")
