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
        from crm.registers import spaces
        from crm.waiting import takers
        from editorial.plugins import TRAINING_SESSION

        from . import (
            around_panels,
            days,
            desk_panels,
            followed_days,
            merging,
            message_days,
            stage_facts,
        )
        from .calendar.conflicts import COURSES, held_rooms
        from .models import Application
        from .moments import moments
        from .panels import panel
        from .waitlist import days as waitlist_days
        from .waitlist.taker import TAKER

        facts.require(Stage.APPLICANT, stage_facts.applicant)
        facts.require(Stage.TRAINEE, stage_facts.trainee)
        timeline.register("applications", moments)
        panels.register("applications", panel, rank=30)
        day.register("applications", days.to_study, rank=20)
        deadlines.register("decisions", days.decisions)
        day.register("submissions", days.to_review, rank=30)
        day.register("rosters", days.short_groups, rank=40)
        day.register("applicants", message_days.messages, rank=15)
        desk_panels.register("messages", around_panels.messages, rank=20)
        desk_panels.register("household", around_panels.household, rank=30)
        desk_panels.register("files", around_panels.files, rank=40)
        day.register("offers", waitlist_days.to_call, rank=35)
        day.register("sessions", waitlist_days.out_of_step, rank=38)
        deadlines.register("offers", waitlist_days.answers_due)
        stays.register("enrolments", followed_days.stays)
        settle_first(Application, "person", merging.applications)
        takers.register(TRAINING_SESSION, TAKER)
        spaces.register(COURSES, held_rooms)
