import csv
from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from crm.indicators.counting import compute
from crm.indicators.models import IndicatorSnapshot
from crm.indicators.services import freeze, publish, withdraw
from crm.indicators.wagtail_hooks import home_figures
from crm.journal.models import Action, Entry
from tests.crm.factories import UserFactory, make_territory
from tests.crm.indicators.factories import admit, applied, attend
from tests.training.factories import SessionFactory

D = date(2010, 6, 30)
HELD = date(2010, 2, 1)
PAGE = reverse("results")
DESK = reverse("crm_figures")


def people(count, *, welcomed=0, place="lyon", session=None):
    places = make_territory()
    session = session or SessionFactory(starts_on=HELD, ends_on=D)
    sent = [applied(session, date(2010, 1, 4), commune=places[place]) for _ in range(count)]
    for application in sent[:welcomed]:
        attend(admit(application, date(2010, 1, 20)), HELD)
    return sent


@pytest.fixture
def published(db):
    people(9, welcomed=6)
    return publish(freeze(D), by=None)


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


@pytest.mark.django_db
def test_before_the_first_publication_the_page_says_so(client):
    page = client.get(PAGE)

    assert page.status_code == 200
    assert "Aucun chiffre n’est encore publié" in page.content.decode()


def test_the_page_shows_what_was_published_and_not_what_is_counted_today(client, published):
    people(1)
    text = client.get(PAGE).content.decode()

    assert compute(D)["I1"].value == 10
    assert '<dd>9<svg class="prism__stone"' in text


def test_every_hexagon_is_a_trainee(client, published):
    assert client.get(PAGE).content.decode().count('<use href="#hexagon"') == 6


def test_a_withdrawn_publication_is_read_no_more(client, published):
    withdraw(published, "Une présence manquait.", by=None)

    assert "Aucun chiffre n’est encore publié" in client.get(PAGE).content.decode()


@pytest.mark.parametrize("asked", ["abc", "2011-02-30", "%00", "9" * 300, "2011-01-01"])
def test_a_day_that_was_not_published_shows_the_latest(client, published, asked):
    page = client.get(f"{PAGE}?au={asked}&page=abc")

    assert page.status_code in {200, 400}
    if page.status_code == 200:
        assert "voici la publication la plus récente" in page.content.decode()


def test_another_publication_has_its_address_and_its_figures(client, published):
    people(3)
    publish(freeze(D + timedelta(days=30)), by=None)

    first = client.get(f"{PAGE}?au={D}", follow=True)
    assert first.redirect_chain == [(f"{PAGE}{D}/", 302)]
    assert '<dd>9<svg class="prism__stone"' in first.content.decode()
    assert '<dd>12<svg class="prism__stone"' in client.get(PAGE).content.decode()
    assert "D’une publication à l’autre" in client.get(PAGE).content.decode()


@pytest.mark.django_db
def test_two_people_are_never_shown(client):
    people(8, welcomed=2)
    publish(freeze(D), by=None)
    text = client.get(PAGE).content.decode()

    assert "moins de trois" in text
    assert "2 sur 8" not in text
    rows = list(
        csv.reader(client.get(reverse("results_data")).content.decode().splitlines(), delimiter=";")
    )
    welcomed = next(row for row in rows if row[0] == "I2")
    assert welcomed[2:6] == ["moins de trois", "", "", ""]


def test_the_public_page_takes_ten_queries_at_most(
    client, published, django_assert_max_num_queries
):
    publish(freeze(D + timedelta(days=30)), by=None)
    client.get(PAGE)
    with django_assert_max_num_queries(10):
        client.get(PAGE)


def test_the_home_page_shows_three_prisms_once_something_is_published(rf, published):
    request = rf.get("/")

    assert home_figures(request, "home_figures", None).count('class="prism__stone"') == 3
    assert home_figures(request, "elsewhere", None) == ""


@pytest.mark.django_db
def test_the_home_page_shows_nothing_before(rf):
    assert home_figures(rf.get("/"), "home_figures", None) == ""


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
