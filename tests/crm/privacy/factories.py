"""Somebody of whom the CRM knows everything it can know, each text with a word that nobody else has."""

from __future__ import annotations

import uuid
from datetime import date

from django.core.files.base import ContentFile
from django.db import connection

from crm.applications.attendance import credit_module, note_attendance
from crm.applications.attendance.corrections import correct, correct_result
from crm.applications.attendance.modules import hand_in, keep_work
from crm.applications.follow_links import FOLLOW_APPLICATION, FOLLOW_SUBMISSION
from crm.applications.intake import Answers, receive
from crm.applications.messages import write
from crm.applications.models import (
    Absence,
    ApplicationState,
    EnrolmentState,
    HalfDay,
    Submission,
)
from crm.applications.services import move, move_enrolment
from crm.consents.models import Purpose
from crm.consents.services import note
from crm.journeys.models import Acquisition, InteractionKind, Visibility
from crm.journeys.services import describe, log, pause, plan_task
from crm.letters import links
from crm.letters.models import Letter
from crm.letters.services import outbox_shut
from crm.needs.models import NeedKind, NeedState
from crm.needs.services import move_need, note_need
from crm.organisations.models import OrganisationKind, RoleKind
from crm.organisations.services import add_organisation, link_person
from crm.papers.models import PaperKind
from crm.papers.services import add_paper
from crm.people.models import Person
from crm.people.services import Identity, Minor, household_of, open_file
from crm.support.checks import PURPOSE as ACTIVITY_CHECK
from crm.support.models import (
    ActivityCheck,
    ActivityKind,
    FollowUpAnswer,
    Milestone,
    PlanState,
    SettlementState,
    SupportPlan,
)
from crm.support.plans import move_plan
from crm.support.reviews import hold_review, note_by_trainer, plan_review
from crm.support.services import (
    Company,
    follow_up,
    intend_settlement,
    move_settlement,
    note_activity,
)
from crm.workspaces.models import Booking, BookingState
from crm.workspaces.models import HalfDay as PresenceHalf
from crm.workspaces.services import note_presence
from tests.crm.factories import UserFactory, make_territory
from tests.crm.indicators.factories import noon
from tests.telecentre.factories import SiteFactory, SpaceFactory
from tests.training.factories import ModuleFactory, SessionFactory

WORD = "Quetzalcoatl"
PHONE = "06 39 98 77 66"
FIRST, LAST = date(2010, 2, 1), date(2010, 6, 30)


def everything_about_somebody() -> Person:
    places = make_territory()
    session = SessionFactory(starts_on=FIRST, ends_on=LAST)
    module = ModuleFactory(course=session.course)
    adviser = UserFactory()
    answers = Answers(
        first_name=f"Prénom {WORD}",
        last_name=f"Nom {WORD}",
        email=f"{WORD}@example.org",
        phone=PHONE,
        birth_year=1970,
        commune=places["lyon"].pk,
        professional_status="employee",
        trade=f"Métier {WORD}",
        project=f"Projet {WORD}",
        needs=f"Besoins {WORD}",
        lodging=True,
        people=2,
        arrives_on="2010-02-01",
        arrival=f"Train {WORD}",
        accessibility=f"Accès {WORD}",
        companions=f"autre-{WORD}@example.org",
        newsletter=True,
    )
    with outbox_shut():
        sent = receive(uuid.uuid4(), answers, session, at=noon(date(2010, 1, 4)))
        person = sent.matched_person
        assert person is not None
        _train(sent, module, adviser)
        _follow(person, adviser)
        _settle(person, places, adviser)
        receive(uuid.uuid4(), answers, session, at=noon(LAST))
        _surround(person, adviser)
    _write(person, sent)
    return person


def _train(sent: Submission, module: object, adviser: object) -> None:
    application = sent.application
    day = noon(date(2010, 1, 20))
    move(application, ApplicationState.UNDER_REVIEW, by=adviser, at=day)
    move(application, ApplicationState.ADMITTED, by=adviser, reason=f"Motif {WORD}", at=day)
    move_enrolment(application.enrolment, EnrolmentState.CONFIRMED, at=day)
    noted = note_attendance(application.enrolment, FIRST, HalfDay.MORNING, at=noon(FIRST))
    work = ContentFile(b"%PDF-1.4\n%%EOF\n", name=f"travail {WORD}.pdf")
    hand_in(
        application.enrolment, module, at=noon(FIRST),
        paper=keep_work(application.enrolment, module, work),
    )  # fmt: skip
    result = credit_module(
        application.enrolment, module, comment=f"Travail de {WORD}", at=noon(FIRST)
    )
    reason = f"Feuille de {WORD}"
    correct(noted, absence=Absence.NONE, minutes=180, reason=reason, by=None, at=noon(LAST))
    correct_result(result, hours=5, reason=reason, by=None, at=noon(LAST))
    move_enrolment(
        application.enrolment, EnrolmentState.COMPLETED, reason=f"Motif {WORD}", at=noon(LAST)
    )


def _follow(person: Person, adviser: object) -> None:
    day = noon(FIRST)
    journey = person.journeys.get()
    journey.source = Acquisition.objects.create(kind="other", declared_text=WORD, at=day)
    journey.save(update_fields=["source"])
    describe(
        journey,
        by=adviser,
        project=WORD,
        horizon=WORD,
        next_action=WORD,
        next_action_at=day,
        at=day,
    )
    pause(journey, LAST, f"Pause {WORD}", by=adviser, at=day)
    log(person, InteractionKind.CALL, by=adviser, subject=WORD, text=WORD, at=day)
    log(person, InteractionKind.NOTE, by=adviser, text=WORD, visibility=Visibility.AUTHOR, at=day)
    plan_task(person, f"Rappeler {WORD}", LAST, by=adviser, at=day)
    note(person, Purpose.PHOTO, given=True, channel="papier", proof=WORD, by=adviser, at=day)
    follow_up(person, FollowUpAnswer.PREPARING, at=day)
    note_presence(person, SiteFactory(), FIRST, PresenceHalf.MORNING, at=noon(FIRST))
    Booking.objects.create(
        person=person, space=SpaceFactory(), product="day", starts_on=LAST, ends_on=LAST,
        state=BookingState.CANCELLED, requested_at=day, cancelled_on=LAST, cancel_reason=WORD,
    )  # fmt: skip
    note_activity(person, ActivityKind.CREATION, LAST, trade=WORD, legal_form=WORD, at=noon(LAST))


def _settle(person: Person, places: dict[str, object], adviser: object) -> None:
    partner = open_file(Identity(last_name=f"Conjoint {WORD}"), at=noon(FIRST))
    household = household_of(person, minors=[Minor(2003, "CE1")], at=noon(FIRST))
    household_of(person, adults=[partner], at=noon(FIRST))
    settlement = intend_settlement(
        household, places["murat"], company=Company(2, 1, 1), origin_commune=places["lyon"],
        at=noon(FIRST),
    )  # fmt: skip
    move_settlement(settlement, SettlementState.MOVED_IN, on=LAST, by=adviser, at=noon(LAST))
    move_settlement(settlement, SettlementState.CONFIRMED, proof=f"Bail {WORD}", at=noon(LAST))
    plan = SupportPlan.objects.get(person=person)
    Milestone.objects.create(
        plan=plan, label=WORD, evidence=WORD, reason=WORD, due_on=LAST, state="done", done_on=LAST
    )
    plan_review(plan, LAST, f"Objet {WORD}", by=adviser, at=noon(LAST))
    note_by_trainer(plan, f"Suivi {WORD}", LAST, by=adviser, at=noon(LAST))
    hold_review(plan.reviews.all()[0], f"Bilan {WORD}", by=adviser, at=noon(LAST))
    move_plan(plan, PlanState.PAUSED, reason=f"Pause {WORD}", at=noon(LAST))


def _surround(person: Person, adviser: object) -> None:
    day = noon(LAST)
    home = household_of(person)
    for member in [None, *home.members.all()]:
        need = note_need(home, NeedKind.JOB, f"Poste {WORD}", member=member, by=adviser, at=day)
        move_need(need, NeedState.DROPPED, reason=f"Motif {WORD}", by=adviser, at=day)
    school = add_organisation("École de Murat", OrganisationKind.SCHOOL, by=adviser, at=day)
    link_person(person, school, RoleKind.CONTACT, title=f"Titre {WORD}", by=adviser, at=day)
    paper = ContentFile(b"%PDF-1.4 %%EOF", name=f"CV {WORD}.pdf")
    add_paper(person, PaperKind.CV, paper, title=f"CV {WORD}", by=adviser, at=day)


def _write(person: Person, sent: Submission) -> None:
    day = noon(LAST)
    write(sent.application, f"Message {WORD}", uuid.uuid4(), at=day)
    Letter.objects.create(
        key="a", template="a", person=person, to=f"{WORD}@example.org", subject=WORD, body=WORD,
        written_at=day,
    )  # fmt: skip
    Letter.objects.create(
        key="b", template="b", to=f"{WORD}@example.org", subject=WORD, body=WORD, written_at=day
    )
    links.make(FOLLOW_SUBMISSION, str(sent.pk), at=day)
    links.make(FOLLOW_APPLICATION, str(sent.application.pk), at=day)
    for check in ActivityCheck.objects.filter(activity__person=person):
        links.make(ACTIVITY_CHECK, str(check.pk), at=day)


def everything_written() -> dict[str, str]:
    """Every row of every table, as text."""
    tables = connection.introspection.table_names()
    with connection.cursor() as cursor:
        found = {}
        for table in tables:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            found[table] = repr(cursor.fetchall())
    return found
