from django.apps import AppConfig


class SupportConfig(AppConfig):
    name = "crm.support"
    label = "crm_support"
    verbose_name = "Installation et accompagnement"

    def ready(self) -> None:
        from crm.journeys import agenda, day, facts, panels, timeline
        from crm.journeys.models import Stage
        from crm.people.merging.rules import check_at_the_end, settle_first

        from . import due_reviews, file_panels, merging, moments, review_dates, stage_facts
        from .models import ActivityCreation, FollowUp, Settlement, SupportPlan

        facts.require(Stage.SETTLING, stage_facts.settling)
        facts.require(Stage.SUPPORTED, stage_facts.supported)
        facts.require(Stage.COMPLETED, stage_facts.completed)
        timeline.register("activities", moments.activities)
        timeline.register("settlements", moments.settlements)
        timeline.register("support", moments.support)
        panels.register("activity", file_panels.activity, 50)
        panels.register("settlement", file_panels.settlement, 60)
        panels.register("support", file_panels.support, 70)
        day.register("reviews", due_reviews.due_reviews, 50)
        settle_first(SupportPlan, "person", merging.plans)
        settle_first(ActivityCreation, "person", merging.activities)
        settle_first(FollowUp, "person", merging.follow_ups)
        settle_first(Settlement, "household", merging.settlements)
        check_at_the_end("settlements", merging.emptied_households)
        agenda.register("reviews", review_dates.reviews)
