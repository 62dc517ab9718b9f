"""A small CRM in which every address of the desk leads to something, and everybody who may sit at it."""

from __future__ import annotations

import hashlib
import tomllib
import uuid
from datetime import datetime
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.db import models
from django.test import Client
from django.utils import timezone

from crm.applications import files
from crm.applications.calendar.whose import name_trainers
from crm.applications.models import Application, Enrolment, Submission, SubmissionState
from crm.background import files as works
from crm.background.models import LongAction
from crm.consents.models import Consent, Wording
from crm.demo.volume import Sizes, fill
from crm.documents.models import DocumentKind, Production
from crm.documents.services import produce
from crm.imports.services import upload
from crm.indicators.models import IndicatorSnapshot
from crm.indicators.services import freeze
from crm.journal.models import Entry
from crm.journeys.models import Journey, Replacement, SavedView, Screen, Task
from crm.letters.models import Letter
from crm.needs.models import NeedKind
from crm.needs.services import note_need
from crm.organisations.models import OrganisationKind, RoleKind
from crm.organisations.services import add_organisation, link_person
from crm.papers.models import PaperKind
from crm.papers.services import add_paper
from crm.people.models import DuplicatePair, Household, HouseholdMember, Person
from crm.questionnaires.models import Moment
from crm.questionnaires.sets import prepare as prepare_questions
from crm.selection.grids import prepare
from crm.selection.models import Examination, Reading
from crm.support.models import ActivityCreation, Review, Settlement, SupportPlan
from crm.waiting.models import WaitEntry
from crm.welcome.models import ContactRequest, RequestKind
from crm.workspaces.models import Presence
from tests.crm.applications.waits import coming, waiting
from tests.crm.factories import UserFactory, make_territory
from tests.crm.imports.files import as_csv
from tests.telecentre.factories import SiteFactory

from .teaching import taught_rows

ANONYMOUS, SUPERUSER = "Anonyme", "Superutilisateur"
# One account of every role that opens nothing of the CRM.
TOGETHER = "Rôles du site"
# One account of every role of the CRM: what it does not reach, none of them does.
OF_THE_CRM = "Rôles du CRM"
SITE_RIGHTS = "fixtures/rights.toml"
RIGHTS = ("crm/registers/rights.toml", SITE_RIGHTS)


def roles() -> list[str]:
    """Every group of the site and of the CRM."""
    files = (Path(settings.BASE_DIR / name).read_text(encoding="utf-8") for name in RIGHTS)
    return [name for text in files for name in tomllib.loads(text)]


def seats() -> dict[str, Client]:
    """One client a role, whoever asks and whoever rules included."""
    clients = {ANONYMOUS: Client(raise_request_exception=False)}
    for role in [*roles(), TOGETHER, OF_THE_CRM, SUPERUSER]:
        clients[role] = Client(raise_request_exception=False)
        user = UserFactory(groups=groups_of(role))
        if role == SUPERUSER:
            user.is_superuser = True
            user.save(update_fields=["is_superuser"])
        clients[role].force_login(user)
    return clients


def groups_of(role: str) -> list[str]:
    files = {TOGETHER: SITE_RIGHTS, OF_THE_CRM: RIGHTS[0]}
    if role in files:
        return list(tomllib.loads((settings.BASE_DIR / files[role]).read_text("utf-8")))
    return [] if role == SUPERUSER else [role]


def lay_rows() -> dict[str, Any]:
    """One row of each kind under the name that the table gives it."""
    make_territory()
    SiteFactory()
    now = timezone.now()
    fill(Sizes(60, 40, 20), now)
    person = Person.objects.filter(journeys__closed_at__isnull=True).latest("pk")
    Letter.objects.create(
        key="essai", template="essai", person=person, to="essai@example.org", subject="Essai",
        body="Essai", written_at=now,
    )  # fmt: skip
    Consent.objects.create(
        person=person, purpose="newsletter", given=True, at=now, channel="au téléphone"
    )
    Submission.objects.create(
        form_key=uuid.UUID(int=7), payload={"first_name": "Ana", "last_name": "Rey"},
        received_at=now, state=SubmissionState.REVIEW, matched_person=person,
    )  # fmt: skip
    freeze(timezone.localdate(now))
    waiting(coming())
    nested = nested_rows()
    firsts = first_rows()
    rows = {
        "person": person.pk, **firsts, **nested, **around(person, nested, now),
        **around_applications(firsts), **taught_rows(now),
    }  # fmt: skip
    for room in rooms():
        rows |= room.lay(rows, now)
    return rows


def rooms() -> list[ModuleType]:
    """What each room lays by itself: the modules <room>_rows.py beside this one, in order."""
    found = sorted(path.stem for path in Path(__file__).parent.glob("*_rows.py"))
    return [import_module(f"tests.crm.rights.{name}") for name in found]


def around_applications(rows: dict[str, Any]) -> dict[str, Any]:
    """Another application beside the first, and a file that waits with a form."""
    pdf = ContentFile(b"%PDF-1.4\n%%EOF\n", name="projet.pdf")
    form = Submission.objects.get(pk=rows["submission"])
    beside = Application.objects.exclude(pk=rows["application"]).order_by("pk").first()
    assert beside is not None
    return {"beside": beside.pk, "waiting_file": files.add(form, PaperKind.PROJECT, pdf).pk}


def first_rows() -> dict[str, Any]:
    kinds: dict[str, type[models.Model]] = {
        "household": Household, "application": Application, "enrolment": Enrolment,
        "submission": Submission, "activity": ActivityCreation, "settlement": Settlement,
        "plan": SupportPlan, "presence": Presence, "letter": Letter, "consent": Consent,
        "wording": Wording, "entry": Entry, "snapshot": IndicatorSnapshot, "task": Task,
    }  # fmt: skip
    found = {name: kind._default_manager.order_by("pk").first() for name, kind in kinds.items()}
    journey = Journey.objects.open().order_by("pk").first()
    assert journey is not None
    assert None not in found.values(), found
    session = Enrolment.objects.order_by("pk").first().roster.session  # type: ignore[union-attr]
    wait = WaitEntry.objects.in_line().first()
    assert wait is not None
    name_trainers(session, list(User.objects.filter(groups__name="Formateurs")), by=None)
    return {name: row.pk for name, row in found.items() if row} | {
        "journey": journey.pk,
        "session": session.pk,
        "course": session.course_id,
        "document": produce(DocumentKind.PROGRAMME, session, by=None).pk,
        "production": Production.objects.create(
            session=session, kind=DocumentKind.CALL, asked_at=timezone.now(), total=2
        ).pk,
        "question_set": prepare_questions(Moment.COLD_3, by=None).pk,
        **selected(session, found["application"]),
        "wait": wait.pk,
        "awaited": int(wait.waiting_list.key),
    }


def selected(session: Any, application: Any) -> dict[str, Any]:
    """A grid being prepared, and a reading that is nobody's of those who sit at the desk."""
    grid = prepare(session.course, by=None)
    examination = Examination.objects.create(
        application=application, grid=grid, opened_at=timezone.now()
    )
    reading = Reading.objects.create(
        examination=examination, reader=UserFactory(), due_on=timezone.localdate(),
        assigned_at=timezone.now(),
    )  # fmt: skip
    return {"grid": grid.pk, "course": session.course_id, "reading": reading.pk}


def nested_rows() -> dict[str, Any]:
    """Rows that stand below their person's in an address."""
    review = Review.objects.filter(held_at__isnull=True).select_related("plan").first()
    plan = SupportPlan.objects.live().first()
    member = HouseholdMember.objects.filter(role="adult_ref").first()
    settlement = Settlement.objects.filter(state="intended").first()
    assert review and plan and member and settlement and member.person  # noqa: PT018
    settler = HouseholdMember.objects.get(household=settlement.household_id, role="adult_ref")
    point = member.person.contact_points.first()
    assert point is not None
    return {
        "reviewed": review.plan.person_id, "review": review.pk,
        "planned": plan.person_id, "live_plan": plan.pk,
        "housed": member.person_id, "member": member.pk, "point": point.pk,
        "settler": settler.person_id, "intended": settlement.pk,
    }  # fmt: skip


def around(person: Person, nested: dict[str, Any], now: datetime) -> dict[str, Any]:
    """What surrounds a person, and what a team keeps for itself."""
    other = Person.objects.exclude(pk=person.pk).exclude(pk=nested["housed"]).earliest("pk")
    first, second = sorted([person, other], key=lambda one: one.pk)
    member = HouseholdMember.objects.get(pk=nested["member"])
    team = [UserFactory(groups=["Conseillers"]) for _ in range(2)]
    employer = add_organisation("Scierie d’essai", OrganisationKind.EMPLOYER, by=None)
    pdf = ContentFile(b"%PDF-1.4\n%%EOF\n", name="cv.pdf")
    rows: dict[str, models.Model] = {
        "other": other,
        "pair": DuplicatePair.objects.create(
            first=first, second=second, score=80, reason="Essai.", found_at=now
        ),
        "organisation": employer,
        "role": link_person(person, employer, RoleKind.WORKS_AT, by=None),
        "need": note_need(member.household, NeedKind.HOUSING, "Trois pièces", by=None),
        "paper": add_paper(person, PaperKind.CV, pdf, by=None),
        "view": SavedView.objects.create(
            user=team[0], name="Essai", screen=Screen.LIST, created_at=now
        ),
        "replacement": Replacement.objects.create(
            absent=team[0], substitute=team[1], starts_on=now.date(), ends_on=now.date(),
            reason="Essai", decided_at=now,
        ),
        "batch": upload("essai.csv", as_csv([{"Nom": "Rey"}]), by=team[0]),
        "work": LongAction.objects.create(
            kind="export", label="Export", asked_by=User.objects.get(is_superuser=True),
            asked_at=now, ended_at=now, state="done", file_name="essai.csv",
            stored_as=works.keep([b"Nom"], "csv"),
        ),
        "message": ContactRequest.objects.create(
            form_key=uuid.UUID(int=8), kind=RequestKind.MESSAGE, topic="settle", received_at=now,
            payload={"first_name": "Ana", "last_name": "Rey", "message": "Bonjour"},
        ),
    }  # fmt: skip
    return {name: row.pk for name, row in rows.items()}


def fingerprint() -> dict[str, str]:
    """What every table of the CRM holds, but the journal: reading and being refused are written there."""
    found = {}
    for model in apps.get_models():
        if model._meta.app_label.startswith("crm_") and model is not Entry:
            rows = list(model._default_manager.order_by("pk").values_list())
            found[model._meta.label] = hashlib.sha256(repr(rows).encode()).hexdigest()
    return found
