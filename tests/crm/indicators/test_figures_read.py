"""The figures inside the CRM: who reads what, who publishes."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from crm.indicators.counting import compute
from crm.indicators.models import IndicatorSnapshot
from crm.indicators.services import freeze, publish
from crm.journal.models import Action, Entry
from tests.crm.factories import UserFactory
from tests.crm.indicators.cohort import HELD, D, people
from tests.crm.indicators.factories import applied
from tests.training.factories import SessionFactory

DESK = reverse("crm_figures")


@pytest.fixture
def manager(db, client):
    call_command("rights", verbosity=0)
    user = UserFactory(groups=["Responsables"])
    client.force_login(user)
    return user


@pytest.fixture
def elected(db, client):
    call_command("rights", verbosity=0)
    client.force_login(UserFactory(groups=["Élus"]))


def test_a_manager_publishes_the_figures_of_a_day(client, manager):
    people(4)
    client.post(reverse("crm_figures_publish"), {"au": D.isoformat()})

    snapshot = IndicatorSnapshot.objects.published().get()
    assert (snapshot.as_of, snapshot.published_by) == (D, manager)
    assert snapshot.figures["indicators"]["I1"]["value"] == 4
    assert Entry.objects.about(snapshot).filter(action=Action.PUBLISHED).exists()


def test_a_day_is_not_published_twice(client, manager):
    for _ in range(2):
        page = client.post(reverse("crm_figures_publish"), {"au": D.isoformat()}, follow=True)

    assert "déjà publiés" in page.content.decode()
    assert IndicatorSnapshot.objects.count() == 1


def test_a_manager_withdraws_with_a_reason(client, manager):
    snapshot = publish(freeze(D), by=None)
    address = reverse("crm_figures_withdraw", args=[snapshot.pk])
    client.post(address, {"reason": " "})
    assert IndicatorSnapshot.objects.published().exists()

    client.post(address, {"reason": "Une présence manquait."})
    assert not IndicatorSnapshot.objects.published().exists()


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("abc", "Cette date n’existe pas"),
        ("", "Indiquez une date"),
        ("1999-12-31", "avant l’an 2000"),
        ("2999-01-01", "à venir"),
    ],
)
def test_a_day_that_cannot_be_is_refused_beside_the_field(client, manager, asked, sentence):
    page = client.get(DESK, {"au": asked, "avec": "abc"})

    assert page.status_code == 200
    assert sentence in page.content.decode()


def test_a_manager_reads_exact_figures_and_names(client, manager):
    sent = people(2)
    page = client.get(DESK, {"au": D, "avec": HELD, "qui": "I1"}).content.decode()

    assert "<b>2</b>" in page
    assert sent[0].person.last_name in page


def test_an_elected_member_reads_no_small_count_and_no_name(client, elected):
    sent = people(2)
    page = client.get(DESK, {"au": D, "qui": "I1"}).content.decode()

    assert "moins de trois" in page
    assert sent[0].person.last_name not in page
    assert "Figer et publier" not in page


def test_opening_who_is_counted_is_journalled_as_reading_each_file(client, manager):
    sent = people(3)
    for _ in range(2):
        client.get(DESK, {"au": D, "qui": "I1"})

    read = Entry.objects.filter(action=Action.READ, actor=manager).values_list("person", flat=True)
    assert sorted(read) == [one.person_id for one in sent]


def test_looking_at_figures_reads_nobody(client, manager):
    people(3)
    client.get(DESK, {"au": D})

    assert not Entry.objects.filter(action=Action.READ).exists()


def test_an_elected_member_compares_by_threes(client, elected):
    people(12)
    applied(None, D - timedelta(days=1))
    page = client.get(DESK, {"au": D, "avec": HELD}).content.decode()

    assert (compute(D)["I1"].value, compute(HELD)["I1"].value) == (13, 12)
    assert page.count("<b>12</b>") == 2  # I1 and I1b
    assert "<b>13</b>" not in page


def test_what_was_published_by_another_definition_says_so(client, manager):
    people(4)
    frozen = freeze(D)
    frozen.figures["indicators"]["I1"] |= {"version": 7, "value": 5, "numerator": 5}
    frozen.pk = None
    frozen.save()
    publish(frozen, by=None)
    page = client.get(DESK, {"au": D, "avec": HELD}).content.decode()

    assert "5, par la définition n°\xa07. Elle a changé depuis" in page
    assert "Les dossiers ont été complétés" not in page


def test_an_elected_member_publishes_nothing(client, elected):
    client.post(reverse("crm_figures_publish"), {"au": D.isoformat()})

    assert not IndicatorSnapshot.objects.exists()


def test_a_share_of_nobody_is_not_zero_percent(client, manager):
    page = client.get(DESK, {"au": D}).content.decode()

    assert "0&nbsp;%" not in page
    assert "0\xa0%" not in page


def test_the_figures_of_today_are_shown_first(client, manager):
    assert str(timezone.localdate().year) in client.get(DESK).content.decode()


def test_the_screen_takes_as_many_queries_for_many_people(
    client, manager, django_assert_max_num_queries
):
    session = SessionFactory(starts_on=HELD, ends_on=D)
    people(3, welcomed=3, session=session)
    client.get(DESK, {"au": D})
    with django_assert_max_num_queries(40):
        client.get(DESK, {"au": D})
