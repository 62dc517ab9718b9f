"""The screens that send: lists, a release read over and planned, articles, the board."""

import uuid
from datetime import timedelta

import pytest
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from crm.letters.models import Letter
from crm.press import desk
from crm.press.models import (
    Beat,
    CoverageLink,
    PressList,
    ReleaseDispatch,
)
from tests.crm.desk import at_the_desk, colleague
from tests.crm.press.pressing import journalist, planned, release
from tests.news.factories import held
from tests.news.press import CoverageFactory, a_press_room, a_release

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
OFFICER = "Chargés de communication"


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def client():
    return at_the_desk(colleague(OFFICER))


def test_a_list_is_composed_seen_and_kept_while_a_sending_needs_it(client, now):
    beat = Beat.objects.create(name="rubrique d’essai")
    journalist(beats=[beat], last_name="Papier", at=now)
    told = {"name": "Presse locale", "purpose": "", "beats": [beat.pk], "media_kind": ""}

    client.post(reverse("crm_press_list_new"), told)
    row = PressList.objects.get()
    page = client.get(reverse("crm_press_list", args=[row.pk])).content.decode()
    assert "Papier" in page
    assert "1\u00a0personne aujourd’hui, dont 1 joignable par courriel" in page.replace(
        "&nbsp;", "\u00a0"
    )
    taken = client.post(reverse("crm_press_list_new"), told | {"name": "presse LOCALE"})
    assert (taken.status_code, PressList.objects.count()) == (422, 1)

    page = held(release(), now + DAY)
    planned(page, lists=[row], at=now)
    client.post(reverse("crm_press_list_delete", args=[row.pk]))
    assert PressList.objects.exists()


def test_a_release_is_read_over_then_planned_then_tried_then_cancelled(client, now):
    page = held(release(title="Le Forum revient"), now + DAY)
    who = journalist(last_name="Papier", at=now)
    address = reverse("crm_press_release", args=[page.pk])
    asked = {
        "key": uuid.uuid4(),
        "contacts": [who.pk],
        "word": "Bonjour {prenom}",
        "send_after": "",
    }

    assert client.post(address, asked | {"contacts": []}).status_code == 422
    assert "{age}" in client.post(address, asked | {"word": "{age}"}).content.decode()
    seen = client.post(address, asked).content.decode()
    assert "Prévoir l’envoi" in seen
    assert "Communiqué de presse" in seen
    assert not ReleaseDispatch.objects.exists()

    client.post(address, asked | {"confirm": "1"})
    client.post(address, asked | {"confirm": "1"})
    row = ReleaseDispatch.objects.get()
    told = client.get(reverse("crm_press_dispatch", args=[row.pk])).content.decode()
    assert "Sous embargo jusqu’au" in told
    assert "Papier" in told

    client.post(reverse("crm_press_dispatch_test", args=[row.pk]), {"to": "moi@example.org"})
    letter = Letter.objects.get()
    assert letter.to == "moi@example.org"
    assert "[Essai]" in letter.subject
    assert client.post(reverse("crm_press_dispatch_cancel", args=[row.pk]), {}).status_code == 422
    client.post(reverse("crm_press_dispatch_cancel", args=[row.pk]), {"reason": "reporté"})
    row.refresh_from_db()
    assert row.state == "cancelled"


def test_an_article_is_proposed_to_those_of_its_medium(client, now):
    who = journalist("Radio Burons", last_name="Antenne", at=now)
    article = CoverageFactory(outlet="Radio Burons")

    assert "Peut-être Antenne" in client.get(reverse("crm_press_articles")).content.decode()
    address = reverse("crm_press_article", args=[article.pk])
    assert f'<option value="{who.pk}" selected' in client.get(address).content.decode()
    client.post(address, {"contact": who.pk, "reach": "1200", "tone": "warm", "subject": "forum"})
    row = CoverageLink.objects.get()
    assert (row.contact, row.reach, row.subject) == (who, 1200, "forum")
    assert client.post(address, {"reach": "-1"}).status_code == 422


def test_the_board_and_the_calendar_show_what_is_about_to_leave(client, now):
    press = a_press_room()
    page = held(release(press, title="Deux jours à Murat"), now + DAY)
    a_release(press, "2011-02", title="Un brouillon", live=False)
    planned(page, journalist(at=now - 300 * DAY), at=now)
    CoverageFactory(title="Hier encore", published_on=timezone.localdate(now) - DAY)
    journalist(last_name="Oubliée", at=now - 36 * 30.6 * DAY)

    told = client.get(reverse("crm_press")).content.decode()
    for words in (
        "Deux jours à Murat",
        "Un brouillon",
        "Hier encore",
        "Oubliée",
        "un envoi à venir",
    ):
        assert words in told or words.capitalize() in told, words

    request = RequestFactory().get("/")
    request.user = colleague(OFFICER)
    day = timezone.localdate(now + DAY)
    assert [one.title for one in desk.press_dates(request, day, day + DAY)] == [
        "Deux jours à Murat"
    ]
    request.user = colleague("Conseillers")
    assert desk.press_dates(request, day, day + DAY) == []
