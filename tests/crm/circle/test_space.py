"""The space of partners: a link, a code for one browser, their own journeys and nobody else's."""

import re
from datetime import timedelta

import pytest
from django.core.cache import caches
from django.test import Client
from django.utils import timezone

from crm.circle import doors
from crm.circle.doors import Tried
from crm.circle.models import Helper, HelperWord
from crm.journal.models import Action, Entry
from crm.journal.refusal import Refused
from crm.letters.models import Letter
from tests.crm.circle.factories import (
    code_sent,
    family,
    helped,
    inside,
    invited,
    link_of,
    signed,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _limits():
    caches["limits"].clear()


def text(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_a_link_alone_shows_nothing(client):
    helper, _ = helped()

    answer = client.get(f"/cercle/{link_of(helper)}/")

    assert answer.status_code == 200
    assert "Claire" not in answer.content.decode()
    assert (answer["Cache-Control"], answer["X-Robots-Tag"]) == ("no-store", "noindex, nofollow")


def test_a_code_opens_the_browser_that_asked_for_it_and_no_other():
    helper, _ = helped()
    session, other = {}, {}
    doors.send_code(helper, session)
    digits = code_sent(helper)

    assert doors.try_code(helper, other, digits) == Tried.OVER
    assert doors.try_code(helper, session, digits) == Tried.OPEN
    assert doors.is_in(helper, session)
    assert not doors.is_in(helper, other)
    assert doors.try_code(helper, session, digits) == Tried.OVER


def test_a_code_bears_five_tries_and_ten_minutes():
    helper, _ = helped()
    session, now = {}, timezone.now()
    doors.send_code(helper, session, at=now)
    digits = code_sent(helper)
    wrong = f"{(int(digits) + 1) % 10**6:06}"

    tried = [doors.try_code(helper, session, wrong, at=now) for _ in range(5)]
    assert tried == [Tried.WRONG] * 4 + [Tried.OVER]
    assert doors.try_code(helper, session, digits, at=now) == Tried.OVER

    doors.send_code(helper, session, at=now)
    late = now + timedelta(minutes=11)
    assert doors.try_code(helper, session, code_sent(helper), at=late) == Tried.OVER


def test_codes_are_counted_by_the_hour():
    helper, _ = helped()
    for _ in range(doors.CODES_AN_HOUR):
        doors.send_code(helper, {})

    with pytest.raises(Refused, match="une heure"):
        doors.send_code(helper, {})


def test_a_visit_and_a_link_do_not_last_for_ever():
    helper, _ = helped()
    session = {}
    doors.send_code(helper, session)
    doors.try_code(helper, session, code_sent(helper))
    token = link_of(helper)

    assert not doors.is_in(helper, session, at=timezone.now() + timedelta(hours=13))
    assert doors.opened_by(token, at=timezone.now() + timedelta(days=80))
    assert doors.opened_by(token, at=timezone.now() + timedelta(days=91)) is None


def test_every_look_is_journalled_under_the_name_of_who_looked():
    helper, _ = helped()
    client, address = inside(helper)

    client.get(address)
    client.get(address)

    looks = Entry.objects.filter(action=Action.READ, person=helper.journey.person_id)
    assert [look.reason for look in looks] == [
        "Vu par Odile Roche, depuis l’espace des partenaires."
    ] * 2
    helper.refresh_from_db()
    assert helper.last_seen_at is not None


def test_one_page_shows_every_journey_that_the_same_address_helps():
    helper, _ = helped()
    second = invited(family(first_name="Malik", last_name="Bensaïd")[0])
    invited(family(first_name="Inès", last_name="Autre")[0], email="autre@example.org")
    client, address = inside(helper)

    page = text(client.get(address))

    assert "Claire Montaigu" in page
    assert "Malik Bensaïd" in page
    assert "Inès" not in page
    assert second.email_key == helper.email_key


def test_another_partners_number_opens_nothing():
    mine, _ = helped()
    other = invited(family(first_name="Inès")[0], email="autre@example.org")
    client, address = inside(mine)

    word = {"key": signed(), "said": "word", "need": "", "text": "Bonjour"}
    assert client.post(f"{address}{other.pk}/mot/", word).status_code == 404
    assert client.get(f"{address}{other.pk}/quitter/").status_code == 404
    assert client.post(f"{address}{other.pk}/quitter/").status_code == 404
    assert client.post(f"{address}999999999/mot/", word).status_code == 404
    other.refresh_from_db()
    assert other.revoked_at is None
    assert not HelperWord.objects.exists()


def test_without_the_code_nothing_is_written_nor_left(client):
    helper, _ = helped()
    address = f"/cercle/{link_of(helper)}/"

    word = {"key": signed(), "said": "word", "need": "", "text": "Bonjour"}
    assert client.post(f"{address}{helper.pk}/mot/", word).status_code == 404
    assert client.post(f"{address}{helper.pk}/quitter/").status_code == 404


def test_a_partner_withdraws_after_one_question():
    helper, _ = helped()
    client, address = inside(helper)

    assert "Claire" in client.get(f"{address}{helper.pk}/quitter/").content.decode()
    client.post(f"{address}{helper.pk}/quitter/")

    assert not Helper.objects.seeing(timezone.localdate()).exists()
    assert client.get(address).status_code == 404


def test_a_partner_who_leaves_one_journey_keeps_the_others():
    helper, _ = helped()
    invited(family(first_name="Malik", last_name="Bensaïd")[0])
    client, address = inside(helper)

    assert client.post(f"{address}{helper.pk}/quitter/")["Location"] == address

    page = text(client.get(address))
    assert "Malik Bensaïd" in page
    assert "Claire" not in page


def test_a_new_link_goes_to_partners_alone_and_the_answer_is_the_same():
    helper, _ = helped()
    Letter.objects.all().delete()

    answers = [
        Client().post("/cercle/", {"key": signed(), "email": email, "site_web": ""})
        for email in ("ECOLE@example.org", "inconnu@example.org")
    ]

    assert [(one.status_code, one["Location"]) for one in answers] == [(302, "/cercle/envoye/")] * 2
    assert Letter.objects.get().to == helper.email


@pytest.mark.parametrize("token", ["x", "a" * 300, "..%2F", "é"])
def test_an_invented_link_is_unknown(client, token):
    assert client.get(f"/cercle/{token}/").status_code == 404
    assert client.get(f"/mon-cercle/{token}/").status_code == 404
