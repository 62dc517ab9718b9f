from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Permission, User
from django.urls import reverse
from django.utils import timezone
from wagtail import hooks

from telecentre.models import Equipment, ServicesHousePage, Site, TelecentrePage
from telecentre.plan import WIDTH, plan
from tests.site_pages import published, queries_of_its_own, text_of
from tests.telecentre.factories import (
    HoursFactory,
    PoleFactory,
    SiteFactory,
    SpaceFactory,
    TariffFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def telecentre():
    return published(TelecentrePage(title="Télécentre", slug="telecentre"))


def test_only_the_spaces_of_today_are_shown(client, telecentre):
    site = SiteFactory()
    SpaceFactory(site=site, label="Bureau ancien", valid_to=timezone.localdate())
    SpaceFactory(site=site, label="Bureau présent")
    SpaceFactory(site=site, label="Bureau futur", valid_from=timezone.localdate() + timedelta(1))

    shown = text_of(client, telecentre)

    assert "Bureau présent" in shown
    assert "Bureau ancien" not in shown
    assert "Bureau futur" not in shown


def test_a_site_that_is_not_open_yet_is_not_shown(client, telecentre):
    SiteFactory(name="Second télécentre", opened_on=timezone.localdate() + timedelta(days=1))

    assert "Second télécentre" not in text_of(client, telecentre)


def test_only_the_tariffs_of_today_are_shown(client, telecentre):
    TariffFactory(price_cents=900, valid_from=date(2006, 1, 1), valid_to=date(2011, 12, 1))
    TariffFactory(price_cents=1000)

    shown = text_of(client, telecentre)

    assert "10 €" in shown
    assert "9 €" not in shown


def test_offices_alike_make_one_line_under_the_numbers_of_the_plan(client, telecentre):
    site = SiteFactory()
    for number in range(1, 11):
        SpaceFactory(site=site, label=f"Bureau {number}", equipment="Téléphone")

    (sheet,) = client.get(telecentre.get_url()).context["sites"]

    assert [(room.numbers, room.label) for room in sheet.rooms] == [("1 à 10", "10 bureaux")]
    assert [room.space.label for room in sheet.plan.rooms][-1] == "Bureau 10"


def test_the_plan_names_every_space_to_those_who_do_not_see_it():
    spaces = [SpaceFactory(label="Bureau 1"), SpaceFactory(label="Salle bleue", kind="meeting")]

    assert "1, Bureau 1 ; 2, Salle bleue" in plan(spaces).description


@pytest.mark.parametrize("count", [1, 4, 6, 11])
def test_the_rooms_of_a_row_fill_the_width_of_the_plan(count):
    rooms = plan(SpaceFactory.build_batch(count, site=None)).rooms

    assert sum(room.width for room in rooms) == WIDTH


def test_a_plugin_fills_the_week_of_the_telecentre(client, telecentre):
    def week(request, name, page):
        return "<p>Neuf demi-journées libres</p>" if name == "telecentre_week" else ""

    with hooks.register_temporarily("register_page_block", week):
        assert "Neuf demi-journées libres" in text_of(client, telecentre)


def test_without_any_site_the_page_says_so(client, telecentre):
    assert "Aucun site n’est ouvert aujourd’hui" in text_of(client, telecentre)


@pytest.mark.parametrize("count", [2, 12])
def test_the_telecentre_costs_few_queries(client, telecentre, count):
    for _ in range(count):
        hours = HoursFactory()
        SpaceFactory.create_batch(3, site=hours.site)

    assert queries_of_its_own(client, telecentre) <= 8


def test_the_house_shows_its_hours_its_poles_and_its_equipment(client):
    page = ServicesHousePage(title="Maison", slug="maison", place=HoursFactory().site)
    PoleFactory(name="Emploi", text="Chercher un emploi.", by_video=True)
    page.equipment = [Equipment(name="Salle multimédia", text="Huit ordinateurs.")]
    published(page)

    shown = text_of(client, page)

    for words in [
        "9 h – 12 h",
        "Chercher un emploi.",
        "Aussi par visio-accueil",
        "Huit ordinateurs.",
    ]:
        assert words in shown
    assert queries_of_its_own(client, page) <= 5


def test_a_site_that_has_spaces_stays_and_says_why(client):
    user = User.objects.create_user("accueil", "accueil@example.org", "x")
    user.user_permissions.set(
        Permission.objects.filter(codename__in=["access_admin", "delete_site"])
    )
    client.force_login(user)
    space = SpaceFactory(label="Bureau 1")

    address = reverse("telecentre_sites:delete", args=[space.site_id])
    shown = client.post(address, follow=True).content.decode()

    assert Site.objects.filter(pk=space.site_id).exists()
    assert "Suppression impossible : en dépend encore « Bureau 1 »" in shown


@pytest.mark.parametrize("name", ["telecentre_sites", "spaces", "tariffs"])
def test_the_lists_of_the_telecentre_open(admin_client, name):
    SpaceFactory()
    TariffFactory()

    assert admin_client.get(reverse(f"{name}:index")).status_code == 200
    assert admin_client.get(reverse(f"{name}:add")).status_code == 200
