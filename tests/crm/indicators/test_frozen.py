"""What is frozen never changes, whatever becomes of the files: the row, the public page and the data, byte for byte."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from crm.indicators.counting import compute
from crm.indicators.models import IndicatorSnapshot
from crm.indicators.quarters import freeze_quarter
from crm.indicators.services import freeze, publish, withdraw
from crm.people.merging.services import merge
from crm.people.models import Person
from crm.privacy.services import anonymise
from editorial.backups.making import make
from editorial.scheduling import jobs
from tests.crm.factories import UserFactory
from tests.crm.indicators.cohort import D, people
from tests.crm.indicators.factories import applied

COLUMNS = {
    "as_of": date(2010, 7, 1),
    "computed_at": datetime(2010, 7, 1, tzinfo=UTC),
    "figures": {},
    "definitions": {},
    "quarterly": True,
}
AFTER = datetime(2010, 7, 1, 6, tzinfo=UTC)


def shown(client):
    day = D.isoformat()
    addresses = [
        reverse("results_on", args=[day]),
        reverse("results_file", args=[day, "csv"]),
        reverse("results_file", args=[day, "json"]),
    ]
    return [client.get(address).content for address in addresses]


def rows():
    return list(IndicatorSnapshot.objects.values())


def given():
    """Nine of whom six were welcomed, and one more; published."""
    sent = [*people(9, welcomed=6), applied(None, date(2010, 1, 5))]
    publish(freeze(D), by=None)
    return [application.person for application in sent]


@pytest.fixture
def published(db):
    return given()


def test_anonymising_whoever_was_counted_changes_nothing(client, published):
    before = rows(), shown(client)
    for person in published:
        anonymise(person)

    assert not Person.objects.filter(anonymised_at__isnull=True).exists()
    assert (rows(), shown(client)) == before


def test_making_one_file_of_two_that_were_counted_changes_nothing(client, published):
    before = rows(), shown(client)
    merge(published[0], published[-1], by=None)

    assert compute(D)["I1"].value == 9
    assert (rows(), shown(client)) == before


def test_putting_a_backup_back_changes_nothing(client, transactional_db, tmp_path):
    persons = given()
    before = rows(), shown(client)
    made = make(tmp_path)
    anonymise(persons[1])
    merge(persons[0], persons[-1], by=None)
    withdraw(IndicatorSnapshot.objects.get(), "Une présence manquait.", by=None)
    call_command("restore", made, replace=True, verbosity=0)

    assert (rows(), shown(client)) == before
    with pytest.raises(IntegrityError):
        IndicatorSnapshot.objects.update(figures={})


@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize("state", ["frozen", "published", "withdrawn"])
@pytest.mark.django_db
def test_the_database_refuses_to_change_what_was_frozen(state, column):
    snapshot = freeze(D)
    if state != "frozen":
        publish(snapshot, by=None)
    if state == "withdrawn":
        withdraw(snapshot, "Une présence manquait.", by=None)

    row = IndicatorSnapshot.objects.filter(pk=snapshot.pk)
    with pytest.raises(IntegrityError, match="ne se modifient pas"), transaction.atomic():
        row.update(**{column: COLUMNS[column]})


@pytest.mark.django_db
def test_a_publication_keeps_its_moment_and_loses_its_author_with_the_account_alone():
    user, other = UserFactory(), UserFactory()
    row = IndicatorSnapshot.objects.filter(pk=publish(freeze(D), by=user).pk)
    for change in ({"published_at": timezone.now()}, {"published_by": other}):
        with pytest.raises(IntegrityError, match="ne se modifient pas"), transaction.atomic():
            row.update(**change)

    row.update(published_by=None)
    assert row.get().published_at is not None


@pytest.mark.django_db
def test_the_figures_of_a_quarter_are_frozen_once_and_published_by_nobody():
    late = datetime(2010, 9, 30, 6, tzinfo=UTC)
    done = [freeze_quarter(at) for at in (AFTER, AFTER, late, datetime(2010, 10, 1, tzinfo=UTC))]

    assert done == [1, 0, 0, 1]
    found = IndicatorSnapshot.objects.order_by("as_of")
    assert [one.as_of for one in found] == [date(2010, 6, 30), date(2010, 9, 30)]
    assert not IndicatorSnapshot.objects.published().exists()
    assert "figures-of-the-quarter" in {job.name for job in jobs()}


def test_two_that_freeze_a_quarter_at_once_freeze_it_once(transactional_db):
    def run(_):
        try:
            return freeze_quarter(AFTER)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        done = list(threads.map(run, range(2)))

    assert sorted(done) == [0, 1]
    assert IndicatorSnapshot.objects.count() == 1


@pytest.mark.django_db
def test_a_manager_publishes_what_the_quarter_kept_as_it_was(client):
    call_command("rights", verbosity=0)
    client.force_login(UserFactory(groups=["Responsables"]))
    people(4)
    freeze_quarter(AFTER)
    people(3)
    page = client.get(reverse("crm_figures")).content.decode()
    snapshot = IndicatorSnapshot.objects.get()
    client.post(reverse("crm_figures_publish_frozen", args=[snapshot.pk]))

    assert "d’office, à la fin du trimestre" in page
    published = IndicatorSnapshot.objects.published().get()
    assert published.figures["indicators"]["I1"]["value"] == 4
    assert compute(D)["I1"].value == 7


@pytest.mark.django_db
def test_figures_may_be_frozen_without_being_published(client):
    call_command("rights", verbosity=0)
    client.force_login(UserFactory(groups=["Responsables"]))
    client.post(reverse("crm_figures_freeze"), {"au": D.isoformat()})

    assert [one.as_of for one in IndicatorSnapshot.objects.waiting()] == [D]
    assert get_user_model().objects.count() == 1
