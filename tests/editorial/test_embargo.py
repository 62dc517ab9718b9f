"""Before its hour a page shows nowhere, at its hour everywhere; once expired, nowhere again.

Each surface is asked for the word that only the titles and addresses of the three pages hold.
"""

import io
import zipfile
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client, RequestFactory

from editorial.models import Embargo
from editorial.plugins import page_blocks
from news.models import KitRelease, NewsIndexPage
from tests.news.factories import ThemeFactory, a_home_page, a_news_index, a_news_item, held
from tests.news.press import a_kit, a_press_room, a_release
from tests.territory.factories import CommuneFactory, TerritoryFactory

pytestmark = pytest.mark.django_db

HOUR = datetime(2011, 4, 1, 10, tzinfo=ZoneInfo("Europe/Paris"))
SECRET = "zanzibar"
NEWS = "/actualites/zanzibar-ouvre/"
RELEASE = "/presse/communiques/2011/zanzibar-publie/"
KIT = "/presse/dossiers/zanzibar-raconte/"
OTHER_KIT = "/presse/dossiers/vivre-a-murat/"

OWN = [NEWS, RELEASE, KIT, f"{KIT}dossier.zip"]
LISTS = [
    "/",
    "/actualites/",
    "/actualites/?theme=forum",
    "/actualites/?commune=murat",
    "/actualites/?annee=2011",
    "/actualites/?q=kangourou",
    "/actualites/flux.rss",
    "/actualites/flux.atom",
    "/actualites/flux.atom?q=kangourou",
    "/actualites/deja-publiee/",
    "/presse/",
    "/presse/communiques/",
    "/presse/communiques/2011/",
    "/presse/communiques/flux.rss",
    "/presse/communiques/flux.atom",
    "/presse/dossiers/",
    OTHER_KIT,
    "/recherche/?q=kangourou",
    "/sitemap.xml",
    "/plan-du-site/",
]


@pytest.fixture
def pages():
    """A news item, a release and a kit, and everything that would tell of them."""
    murat = CommuneFactory(name="Murat")
    TerritoryFactory(communes=[murat])
    home = a_home_page()
    index, press = a_news_index(home), a_press_room(home)
    forum = ThemeFactory(slug="forum")
    a_news_item(index, title="Déjà publiée", slug="deja-publiee", theme=forum)
    told = {"lead": "Un kangourou."}
    item = a_news_item(index, title="Zanzibar ouvre", slug="zanzibar-ouvre", theme=forum, **told)
    item.communes = [murat]
    item.save()
    release = a_release(press, title="Zanzibar publie", slug="zanzibar-publie", about=index, **told)
    kit = a_kit(press, title="Zanzibar raconte", slug="zanzibar-raconte", **told)
    other = a_kit(press)
    KitRelease.objects.create(kit=other, release=release)
    return [item, release, kit]


def shown_on(client: Client) -> set[str]:
    """The surfaces on which the word is read."""
    found = {address for address in OWN if client.get(address).status_code == 200}
    found |= {address for address in LISTS if SECRET in text(client, address)}
    archive = zipfile.ZipFile(io.BytesIO(client.get(f"{OTHER_KIT}dossier.zip").getvalue()))
    inside = [name for name in archive.namelist() if SECRET in name]
    inside += [n for n in archive.namelist() if SECRET in archive.read(n).decode().lower()]
    block = "".join(
        page_blocks(RequestFactory().get("/"), "edition_press", NewsIndexPage.objects.get())
    )
    return (
        found | ({"zip"} if inside else set()) | ({"block"} if SECRET in block.lower() else set())
    )


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code in {200, 404}, address
    return answer.content.decode().lower()


EVERYWHERE = {*OWN, *LISTS, "zip", "block"}


@pytest.mark.parametrize("early", [timedelta(days=30), timedelta(seconds=1)])
def test_before_its_hour_a_page_shows_nowhere(pages, client, early):
    for page in pages:
        held(page, HOUR)

    with time_machine.travel(HOUR - early, tick=False):
        assert shown_on(client) == set()


@pytest.mark.parametrize("late", [timedelta(0), timedelta(days=30)])
def test_from_its_hour_on_a_page_shows_everywhere(pages, client, late):
    for page in pages:
        held(page, HOUR)

    with time_machine.travel(HOUR + late, tick=False):
        assert shown_on(client) == EVERYWHERE


def test_a_page_expires_on_the_second(pages, client):
    for page in pages:
        type(page).objects.filter(pk=page.pk).update(expire_at=HOUR)

    with time_machine.travel(HOUR - timedelta(seconds=1), tick=False):
        assert shown_on(client) == EVERYWHERE
    with time_machine.travel(HOUR, tick=False):
        assert shown_on(client) == set()


def test_editors_read_it_in_the_preview_and_not_at_its_address(pages, admin_client):
    for page in pages:
        held(page, HOUR)

    with time_machine.travel(HOUR - timedelta(hours=1), tick=False):
        assert [admin_client.get(address).status_code for address in OWN] == [404] * 4


def test_lifting_the_embargo_by_hand_shows_the_page_at_once(pages, client):
    for page in pages:
        held(page, HOUR)
    Embargo.objects.all().delete()

    with time_machine.travel(HOUR - timedelta(days=1), tick=False):
        assert shown_on(client) == EVERYWHERE
