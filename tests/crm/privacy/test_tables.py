"""Every table of the database has a rule, and everything that is forgotten by itself is said."""

import re
from datetime import timedelta

import pytest
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone
from wagtail.models import ModelLogEntry

from crm import APPS
from crm.privacy.forgotten import FORGOTTEN, passages
from crm.privacy.treatments import IMPERSONAL, TREATMENTS
from editorial import retention
from editorial.models import ScheduledJob
from editorial.personal_data import TABLES, rule_of
from editorial.scheduling import jobs
from tests.crm.factories import UserFactory
from tests.files import ROOT

OF_THE_PLUGIN = re.compile(r"^crm_")
# Tables that hold fields of a kind that tells of people must be named one by one, never by their family.
TELLS_OF_PEOPLE = {"email", "user", "reader", "last_name", "session_data", "uploaded_by_user"}


def rooms():
    return [apps.get_app_config(name.replace(".", "_")) for name in APPS]


@pytest.mark.django_db
def test_every_table_of_the_database_has_a_rule():
    declared = {one.model for one in TREATMENTS} | set(IMPERSONAL)
    # The snapshot of indicators is a number on a day.
    declared |= {
        m for room in rooms() for m in room.get_models() if m.__name__ == "IndicatorSnapshot"
    }
    ours = {model._meta.db_table for model in declared}
    ours |= {field.m2m_db_table() for model in declared for field in model._meta.local_many_to_many}

    silent = [t for t in connection.introspection.table_names() if t not in ours and not rule_of(t)]
    assert silent == []


@pytest.mark.django_db
def test_a_table_of_the_site_that_tells_of_people_has_a_rule_of_its_own():
    foreign = [
        model
        for model in apps.get_models()
        if not OF_THE_PLUGIN.match(model._meta.app_label) and not model._meta.proxy
    ]
    telling = {
        model._meta.db_table
        for model in foreign
        if TELLS_OF_PEOPLE & {field.name for field in model._meta.local_concrete_fields}
    }

    assert telling - set(TABLES) == set()


def test_a_table_that_nobody_declared_has_no_rule():
    assert rule_of("allergies_patient") == ""


def test_what_is_forgotten_by_itself_is_forgotten_by_a_job_that_runs():
    names = {job.name for job in jobs()}

    assert {one.job for one in FORGOTTEN} <= names


def test_every_delay_that_ends_what_is_kept_is_on_the_screen():
    read = set(
        re.findall(r'"([A-Z_]+_MONTHS)"', (ROOT / "site/config/settings/terms.py").read_text())
    )
    others = {
        "SUPPORT_MONTHS", "APPEAL_MONTHS", "BOOKING_MONTHS_AHEAD", "SUPPORT_REVIEW_MONTHS",
        "SUPPORT_END_NOTICE_MONTHS", "ACTIVITY_CHECK_MONTHS", "OFFICE_TERM_MONTHS",
        "PRESS_SILENT_MONTHS", "UNHANDLED_WARNED_MONTHS",
    }  # fmt: skip

    assert read - others == {one.setting for one in FORGOTTEN if one.setting.endswith("_MONTHS")}


@pytest.mark.django_db
def test_the_screen_shows_the_last_pass_of_each_job():
    now = timezone.now()
    ScheduledJob.objects.create(name="privacy.purge", next_at=now, ran_at=now, last_count=12)

    found = {one.of.what: one for one in passages()}
    assert found["Liens secrets"].count == 12
    assert found["Journalistes"].ran_at is None
    assert all(one.delay for one in found.values())


@pytest.mark.django_db
def test_the_history_of_the_admin_and_ended_sessions_go_with_the_site(client):
    now, user, kind = timezone.now(), UserFactory(), ContentType.objects.get_for_model(Group)
    client.force_login(user)
    told = {"user": user, "content_type": kind, "object_id": "1"}
    for at in (now - timedelta(days=10), now - timedelta(days=400)):
        ModelLogEntry.objects.create(**told, label="x", action="wagtail.edit", timestamp=at)
        LogEntry.objects.create(**told, action_flag=1, object_repr="x", action_time=at)
    key = client.session.session_key
    Session.objects.update(expire_date=now - timedelta(days=1))

    retention.forget(now)
    assert (ModelLogEntry.objects.count(), LogEntry.objects.count()) == (1, 1)
    assert not Session.objects.filter(pk=key).exists()
