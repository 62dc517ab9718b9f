"""Before people leave in a file, or are erased, who is at the keyboard is asked again."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from crm.journal.models import Action, Entry
from crm.people.admin import PersonRegister
from crm.people.models import Person
from tests.crm.factories import UserFactory, make_person
from tests.crm.registers.readers import url

pytestmark = pytest.mark.django_db
WHY = {"purpose": "Bilan annuel pour le conseil"}
ASKED = "C’est bien vous"


@pytest.fixture
def desk(client, settings):
    """Somebody who may everything, and came in too long ago to say."""
    settings.SUDO_MINUTES = 10
    client.force_login(UserFactory(is_superuser=True))
    return client


def test_what_takes_people_away_is_asked_again(desk):
    person = make_person(first_name="Ysaline", last_name="Roudeyrou")
    month = f"{timezone.localdate():%Y-%m}"
    asked = [
        f"{url(PersonRegister)}?export=csv",
        reverse("crm_anonymise", args=[person.pk]),
        reverse("crm_operation_transmit", args=[1]),
        reverse("crm_transmission", args=[1]),
        f"{reverse('crm_statements_csv')}?mois={month}",
        reverse("crm_forum_badges", args=[1]),
        reverse("crm_forum_paper", args=[1]),
        reverse("crm_forum_export", args=[1]),
        reverse("crm_import_refused", args=[1]),
    ]
    for address in asked:
        page = desk.get(address)
        assert page.status_code == 403, address
        assert ASKED in page.content.decode(), address
        assert "Roudeyrou" not in page.content.decode()


def test_neither_the_file_nor_the_journal_is_written_before(desk):
    person = make_person()
    address = f"{url(PersonRegister)}?export=csv"
    assert "Content-Disposition" not in desk.post(address, WHY).headers
    number = {"number": person.file_number}
    desk.post(reverse("crm_anonymise", args=[person.pk]), number)
    assert not Entry.objects.filter(action=Action.EXPORTED).exists()
    assert Person.objects.alive().filter(pk=person.pk).exists()


def test_whoever_may_not_is_refused_without_being_asked(client, settings):
    settings.SUDO_MINUTES = 10
    client.force_login(UserFactory(groups=["Conseillers"]))
    answer = client.get(reverse("crm_anonymise", args=[1]))
    assert answer.status_code == 302
    assert Entry.objects.filter(action=Action.REFUSED).exists()
