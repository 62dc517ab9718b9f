from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    name = "crm.applications"
    label = "crm_applications"
    verbose_name = "Candidatures et sessions"

    def ready(self) -> None:
        from crm.funding import stays
        from crm.journeys import day, deadlines, facts, panels, timeline
        from crm.journeys.models import Stage
        from crm.people.merging.rules import settle_first

        from . import days, followed_days, merging, stage_facts
        from .models import Application
        from .moments import moments
        from .panels import panel

        facts.require(Stage.APPLICANT, stage_facts.applicant)
        facts.require(Stage.TRAINEE, stage_facts.trainee)
        timeline.register("applications", moments)
        panels.register("applications", panel, rank=30)
        day.register("applications", days.to_study, rank=20)
        deadlines.register("decisions", days.decisions)
        day.register("submissions", days.to_review, rank=30)
        day.register("rosters", days.short_groups, rank=40)
        stays.register("enrolments", followed_days.stays)
        settle_first(Application, "person", merging.applications)
