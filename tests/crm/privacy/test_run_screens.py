"""The screens on which a run is read over, signed, and told."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from crm.privacy.carrying_out import carry_out_signed
from crm.privacy.models import LineState, Run
from crm.privacy.runs import prepare
from tests.crm.factories import UserFactory

from .runs import OFFICER, overdue

pytestmark = pytest.mark.django_db


def in_months() -> date:
    return timezone.localdate() + timedelta(days=90)


@pytest.fixture
def officer(client) -> User:
    user = UserFactory(groups=[OFFICER])
    client.force_login(user)
    return user


def test_the_officer_reads_a_run_without_names_signs_it_and_takes_its_report(client, officer):
    person = overdue(last_name="Secrète")
    client.post(reverse("crm_run_prepare"))
    run = Run.objects.get()
    page = client.get(reverse("crm_run", args=[run.pk])).content.decode()
    assert person.file_number in page
    assert "Secrète" not in page

    address = reverse("crm_run_sign", args=[run.pk])
    refused = client.post(address, {"number": "2"})
    assert refused.status_code == 422
    assert "1 dossier" in refused.content.decode()
    client.post(address, {"number": "1"})
    carry_out_signed()
    report = client.get(reverse("crm_run_paper", args=[run.pk]))
    assert report.headers["Content-Type"] == "application/pdf"
    assert "no-store" in report.headers["Cache-Control"]


def test_the_officer_takes_a_file_out_with_a_reason_and_a_day(client, officer):
    overdue()
    run = prepare()
    line = run.lines.get()
    address = reverse("crm_run_exempt", args=[run.pk, line.pk])
    assert client.post(address, {"details": "Attendue"}).status_code == 422
    client.post(address, {"details": "Attendue", "review_on": in_months().isoformat()})
    line.refresh_from_db()

    assert line.state == LineState.EXEMPTED
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("name", ["crm_retention", "crm_runs", "crm_run", "crm_notices"])
def test_a_screen_asks_as_much_of_the_database_for_many_files_as_for_few(client, officer, name):
    def asked() -> int:
        run = prepare()
        address = reverse(name, args=[run.pk] if name == "crm_run" else [])
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        return len(queries)

    overdue()
    asked()
    few = asked()
    for _ in range(6):
        overdue()

    assert asked() <= few
