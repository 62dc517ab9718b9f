"""A trainer walks every address of the desk with the numbers of others: nothing is found, and no name is told."""

from __future__ import annotations

from datetime import time
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from crm.applications.attendance.modules import hand_in, keep_work
from crm.applications.attendance.scans import add_scan
from crm.applications.calendar.conflicts import Plan
from crm.applications.calendar.planning import add_half_day
from crm.applications.calendar.whose import name_trainers, sessions_for
from crm.applications.models import Enrolment, EnrolmentState, HalfDay
from training.models import Module, Session

from .conftest import Desk
from .rows import ANONYMOUS, SUPERUSER, fingerprint
from .table import cells
from .teaching import pdf

pytestmark = pytest.mark.django_db

TRAINER = "Formateurs"
TEACHING = [cell for cell in cells() if TRAINER in cell.open_to | cell.changes]
NUMBERED = [cell for cell in TEACHING if cell.rows]


@pytest.fixture
def foreign(desk: Desk) -> dict[str, Any]:
    """The same rows in a session that no trainer of the table has."""
    others = Enrolment.objects.exclude(roster__session=desk.rows["session"])
    enrolment = others.filter(state=EnrolmentState.STARTED).order_by("pk").first()
    assert enrolment is not None
    session = enrolment.roster.session
    module = Module.objects.create(course=session.course, number=91, title="Ailleurs", hours=7)
    hand_in(enrolment, module, paper=keep_work(enrolment, module, pdf("travail.pdf")))
    attendance = enrolment.attendances.first()
    assert attendance is not None
    plan = Plan(session.starts_on, HalfDay.MORNING, time(9), time(12), title="Ailleurs")
    return desk.rows | {
        "session": session.pk,
        "enrolment": enrolment.pk,
        "half_day": add_half_day(session, plan).pk,
        "distance": module.pk,
        "scan": add_scan(session, session.starts_on, pdf(), by=None).pk,
        "attendance": attendance.pk,
    }


def test_nothing_of_another_session_is_found(desk, foreign):
    before, wrong = fingerprint(), []
    client = desk.clients[TRAINER]

    for cell in NUMBERED:
        for verb in ["post"] if cell.posts else ["get", "post"]:
            with transaction.atomic():
                answer = getattr(client, verb)(cell.address(foreign))
            told = [name for name in desk.names if name.encode() in answer.content]
            # A page that is only read refuses a POST before it looks for anything.
            if answer.status_code not in {404, 405} or told:
                wrong.append((verb, cell.name, answer.status_code, told))

    assert wrong == []
    assert fingerprint() == before


def test_the_same_rows_are_there_for_who_may_open_them(desk, foreign):
    client = desk.clients[SUPERUSER]
    shown = [cell for cell in NUMBERED if not cell.posts]

    found = {cell.name: client.get(cell.address(foreign)).status_code for cell in shown}

    assert {name: code for name, code in found.items() if code != 200} == {}


@pytest.mark.parametrize("query", ["", "?periode=toutes", "?periode=passees", "?page=2", "?q=a"])
def test_no_list_nor_filter_tells_of_another_session(desk, foreign, query):
    own = {row.pk for row in sessions_for(desk.clients[TRAINER].get("/admin/").wsgi_request.user)}
    assert own == {desk.rows["session"]}

    for cell in [cell for cell in TEACHING if not cell.rows and not cell.posts]:
        body = desk.clients[TRAINER].get(cell.address(foreign) + query).content
        assert f"sessions/{foreign['session']}/".encode() not in body


@pytest.mark.parametrize("name", ["sign_half_day", "sign_tablet", "follow_modules"])
def test_a_secret_page_is_not_opened_by_a_number(desk, foreign, name):
    for key in ("enrolment", "half_day", "session"):
        answer = desk.clients[ANONYMOUS].get(reverse(name, args=[foreign[key]]))
        assert answer.status_code == 404


def test_a_trainer_who_loses_a_session_finds_it_no_more(desk):
    session = Session.objects.get(pk=desk.rows["session"])
    cell = next(cell for cell in NUMBERED if cell.name == "crm_roster")
    with transaction.atomic():
        name_trainers(session, [], by=None, at=timezone.now())
        answer = desk.clients[TRAINER].get(cell.address(desk.rows))
        transaction.set_rollback(True)

    assert answer.status_code == 404
