"""The journey and the support of somebody, the notes of advisors among them."""

from __future__ import annotations

from crm.journeys.models import (
    Acquisition,
    HandOver,
    Interaction,
    Journey,
    JourneyPause,
    Task,
    Touch,
)
from crm.support.models import (
    ActivityCheck,
    ActivityCreation,
    FollowUp,
    Milestone,
    PlanExtension,
    PlanPause,
    Review,
    Settlement,
    SupportPlan,
    TrainerNote,
)

from .vocabulary import TECHNICAL, Rule, Section, Told, hide

FOLLOWING: list[Rule] = [
    Told(Journey, Section.JOURNEY, "Vos parcours"),
    Told(JourneyPause, Section.JOURNEY, "Les pauses"),
    Told(HandOver, Section.JOURNEY, "Les changements de conseiller"),
    # Restricted notes too: who they are hidden from among agents is not the person.
    Told(Interaction, Section.JOURNEY, "Nos échanges et les notes des conseillers"),
    Told(
        Task, Section.JOURNEY, "Ce que nous avions à faire", hidden=hide(TECHNICAL, "template_step")
    ),
    Told(Acquisition, Section.ORIGIN, "Comment vous nous avez connus"),
    Told(Touch, Section.ORIGIN, "Vos venues"),
    Told(SupportPlan, Section.SUPPORT, "Votre accompagnement"),
    Told(PlanPause, Section.SUPPORT, "Ses pauses"),
    Told(PlanExtension, Section.SUPPORT, "Ses prolongations"),
    Told(Milestone, Section.SUPPORT, "Ses étapes"),
    Told(Review, Section.SUPPORT, "Ses bilans"),
    Told(TrainerNote, Section.SUPPORT, "Les notes des formateurs"),
    Told(ActivityCreation, Section.SUPPORT, "Vos activités"),
    Told(ActivityCheck, Section.SUPPORT, "Ce que nous vous avons demandé de vos activités"),
    Told(FollowUp, Section.SUPPORT, "Les points de suivi"),
    Told(Settlement, Section.HOME, "Votre installation"),
]
