from django.apps import AppConfig


class SupportConfig(AppConfig):
    name = "crm.support"
    label = "crm_support"
    verbose_name = "Installation et accompagnement"

    def ready(self) -> None:
        from crm.journeys import agenda, day, facts, panels, timeline
        from crm.journeys.models import Stage
        from crm.people.merging.rules import check_at_the_end, settle_first

        from . import (
            file_panels,
            merging,
            moments,
            plan_day_lists,
            plan_panel,
            review_dates,
            stage_facts,
        )
        from .models import ActivityCreation, FollowUp, Settlement, SupportPlan

        facts.require(Stage.SETTLING, stage_facts.settling)
        facts.require(Stage.SUPPORTED, stage_facts.supported)
        facts.require(Stage.COMPLETED, stage_facts.completed)
        timeline.register("activities", moments.activities)
        timeline.register("settlements", moments.settlements)
        timeline.register("support", moments.support)
        panels.register("activity", file_panels.activity, 50)
        panels.register("settlement", file_panels.settlement, 60)
        panels.register("support", plan_panel.support, 22)
        day.register("reviews", plan_day_lists.due_reviews, 50)
        day.register("milestones", plan_day_lists.due_milestones, 51)
        day.register("ending_plans", plan_day_lists.ending_plans, 52)
        day.register("activity_checks", plan_day_lists.due_checks, 53)
        day.register("overlooked", plan_day_lists.overlooked, 54)
        settle_first(SupportPlan, "person", merging.plans)
        settle_first(ActivityCreation, "person", merging.activities)
        settle_first(FollowUp, "person", merging.follow_ups)
        settle_first(Settlement, "household", merging.settlements)
        check_at_the_end("settlements", merging.emptied_households)
        agenda.register("reviews", review_dates.reviews)
