"""Press releases: their number, the address that holds their year, what they show."""

from datetime import date

import feedparser
import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import Page

from news.models import ReleaseAttachment, ReleasePage
from news.models.releases import next_reference
from tests.news.press import a_press_room, a_release
from tests.site_pages import queries_of, text_of

pytestmark = pytest.mark.django_db

AT_2011 = "/presse/communiques/2011/le-forum-revient/"


@pytest.fixture
def press():
    return a_press_room()


def test_the_address_of_a_release_holds_the_year_of_its_number(press, client):
    release = a_release(press)

    assert release.url == AT_2011
    assert Page.objects.get(pk=release.pk).url == AT_2011
    assert client.get(AT_2011).status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/presse/communiques/2010/le-forum-revient/",
        "/presse/communiques/abcd/le-forum-revient/",
        "/presse/communiques/2011/autre/",
        "/presse/communiques/2011/le-forum-revient/plus/",
        "/presse/communiques/1999/",
        "/presse/communiques/autre/",
    ],
)
def test_any_other_address_answers_nothing(press, client, address):
    a_release(press)

    assert client.get(address).status_code == 404


def test_the_address_without_a_year_leads_to_the_whole_one(press, client):
    a_release(press)

    answer = client.get("/presse/communiques/le-forum-revient/")

    assert (answer.status_code, answer["Location"]) == (301, AT_2011)


def test_a_release_moved_among_its_neighbours_keeps_its_address(press, client):
    first, second = a_release(press), a_release(press, "2011-02", title="Autre")
    Page.objects.get(pk=second.pk).move(Page.objects.get(pk=first.pk), pos="left")

    second = ReleasePage.objects.get(pk=second.pk)

    assert second.url == "/presse/communiques/2011/autre/"
    assert client.get(second.url).status_code == 200


def test_a_number_of_another_year_moves_the_address_once_published(press, client):
    release = a_release(press)
    release.reference, release.published_on = "2012-01", date(2012, 1, 9)
    release.save_revision().publish()

    assert Page.objects.get(pk=release.pk).url == "/presse/communiques/2012/le-forum-revient/"
    assert client.get(AT_2011).status_code == 404


@time_machine.travel("2011-06-01 12:00+02:00")
def test_the_next_number_of_the_year_is_proposed(press, admin_client):
    assert next_reference() == "2011-01"
    a_release(press, "2010-12")
    a_release(press, "2011-09", title="Neuf")
    assert next_reference() == "2011-10"

    form = admin_client.get(
        reverse("wagtailadmin_pages:add", args=["news", "releasepage", press.releases.pk])
    )

    assert 'value="2011-10"' in form.content.decode()


def test_a_number_is_given_once(press):
    a_release(press, "2011-04")

    with pytest.raises(ValidationError, match="déjà celui d’un autre communiqué"):
        a_release(press, "2011-04", title="Autre")


@pytest.mark.parametrize("reference", ["2011", "2011-4", "11-04", "2011-04x", "2011-04\n"])
def test_a_number_is_a_year_and_a_rank(press, reference):
    release = a_release(press)
    release.reference = reference

    with pytest.raises(ValidationError, match="Un numéro s’écrit 2011-04"):
        release.full_clean()


def test_a_number_begins_with_the_year_of_the_release(press):
    release = a_release(press)
    release.published_on = date(2010, 12, 31)

    with pytest.raises(ValidationError, match="commence par l’année : 2010"):
        release.full_clean()


def test_a_copy_takes_the_next_number(press):
    release = a_release(press)

    copy = release.copy(update_attrs={"slug": "copie", "title": "Copie"}, keep_live=False)

    assert copy.reference != release.reference


def test_a_release_says_its_number_its_place_its_date_and_whom_to_call(press, client):
    shown = text_of(client, a_release(press))

    for said in (
        "2011-01",
        "Murat, le ",
        "23 mars 2011",
        "Le service communication",
        "tel:+33465710017",
        "Treize communes du Cantal.",
    ):
        assert said in shown


def test_a_contact_of_its_own_takes_the_place_of_the_room_s(press, client):
    shown = text_of(client, a_release(press, contact="Direction du télécentre\n04 65 71 00 18"))

    assert "Direction du télécentre<br>" in shown
    assert "presse@example.org" not in shown


def test_attachments_say_their_format_and_their_weight(press, client, a_document):
    release = a_release(press)
    ReleaseAttachment.objects.create(release=release, document=a_document, title="Le programme")

    shown = text_of(client, release)

    assert "Le programme" in shown
    assert "(PDF, 2,0 " in shown


def test_the_list_goes_by_year(press, client):
    a_release(press, "2010-01", title="Ancien")
    a_release(press, "2011-01", title="Récent")

    every = text_of(client, press.releases)
    of_2010 = client.get("/presse/communiques/2010/").content.decode()

    assert every.index("Récent") < every.index("Ancien")
    assert "Ancien" in of_2010
    assert "Récent" not in of_2010


@pytest.mark.parametrize("kind", ["rss", "atom"])
def test_releases_have_their_feed(press, client, kind):
    a_release(press)

    found = feedparser.parse(client.get(f"/presse/communiques/flux.{kind}").content)

    assert not found.bozo
    assert found.entries[0].link.endswith(AT_2011)


def test_the_admin_lists_releases_with_their_number(press, admin_client):
    a_release(press)

    shown = admin_client.get("/admin/presse/communiques/").content.decode()

    assert "2011-01" in shown
    assert "Embargo jusqu’au" in shown


def test_releases_ask_few_queries(press, client):
    releases = [a_release(press, f"2011-{n:02}", title=f"N° {n}") for n in range(1, 12)]

    assert queries_of(client, releases[0]) <= 10
    assert queries_of(client, press.releases) <= 10
    assert queries_of(client, press.room) <= 10
