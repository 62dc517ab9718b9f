"""The sheet that a family opens from its letter."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from crm.letters import links
from crm.visits.letters import PURPOSE, opened_by
from crm.visits.models import VisitState
from crm.visits.services import Told, move_visit
from tests.crm.visits.visiting import (
    HOME,
    PREPARED,
    confirmed,
    stopped,
)

pytestmark = pytest.mark.django_db


def sheet_link(visit):
    return links.make(PURPOSE, str(visit.pk))


def current(journey=None):
    today = timezone.localdate()
    return confirmed(journey, starts_on=today, ends_on=today + timedelta(days=1))


def test_the_family_reads_its_programme_and_nothing_written_for_the_team(client):
    visit = current()
    stopped(
        visit, 14, 15, day=visit.starts_on, title="Maison", host="Mme Roux",
        for_family="Prenez vos bottes.", for_team="Loyer à discuter.",
    )  # fmt: skip

    answer = client.get(reverse("visit_sheet", args=[sheet_link(visit)]))

    page = answer.content.decode()
    assert "Mme Roux" in page
    assert "Prenez vos bottes." in page
    assert "Loyer à discuter" not in page
    assert answer.headers["Cache-Control"] == "no-store"


def test_its_agenda_has_a_line_a_stop(client):
    visit = current()

    file = client.get(reverse("visit_calendar", args=[sheet_link(visit)])).content.decode()

    assert file.count("BEGIN:VEVENT") == 1
    assert "DTSTART;TZID=Europe/Paris:" in file


def test_a_link_that_opens_nothing_says_so(client):
    visit = current()
    token = sheet_link(visit)
    move_visit(visit, VisitState.CANCELLED, Told(reason="Neige."), by=None)

    for path in (f"/visite/{token}/", "/visite/faux/", f"/visite/{token}/visite.ics"):
        assert client.get(path).status_code == 404


def test_a_sheet_is_read_until_some_weeks_after():
    visit = confirmed()
    token = links.make(PURPOSE, str(visit.pk), at=PREPARED)

    assert opened_by(token, HOME) == visit
    assert opened_by(token, HOME + timedelta(days=60)) is None


def test_the_letter_that_leaves_carries_a_link_that_opens_the_sheet(
    client, django_capture_on_commit_callbacks, settings
):
    settings.LETTERS_IN_PROCESS = True
    with django_capture_on_commit_callbacks(execute=True):
        current()

    path = next(line for line in mail.outbox[0].body.split() if "/visite/" in line)
    assert client.get(path[path.index("/visite/") :]).status_code == 200
