"""The public side of offices: the form, the page of a request, the week, the statement."""

from __future__ import annotations

import io
from datetime import date, timedelta

import pytest
from django.core.cache import caches
from django.urls import reverse
from pypdf import PdfReader

from crm.consents.models import Consent
from crm.letters import links
from crm.letters.models import Letter
from crm.people.models import ContactKind, Person
from crm.people.services import add_contact
from crm.workspaces.models import OfferState, OfficeRequest
from crm.workspaces.offices.availability import availability
from crm.workspaces.offices.jobs import see_to_offers
from crm.workspaces.offices.requests import open_for
from crm.workspaces.statements import doors
from editorial import form_key
from editorial.plugins import TELECENTRE_SPACE
from telecentre.models import TelecentrePage
from tests.site_pages import published, text_of

from .places import NOW, booked, half, meeting_room, on, somebody, telecentre, week
from .waits import running, states, waiting

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to(NOW, tick=False)
    caches["limits"].clear()


def typed(**changes):
    told = {
        "key": form_key.issue(NOW - timedelta(minutes=2)).sign(),
        "weekdays": ["1", "3"],
        "wished_from": "2011-03-14",
        "desks": "1",
        "site": "",
        "text": "Deux écrans.",
        "first_name": "Ana",
        "last_name": "Rey",
        "email": "Ana.Rey@example.org",
        "phone": "",
        "site_web": "",
    }
    return told | changes


def post(client, **changes):
    return client.post(reverse("ask_office"), typed(**changes))


def test_a_request_is_kept_and_acknowledged_once_however_often_it_is_sent(client):
    told = typed()

    for _ in range(3):
        assert client.post(reverse("ask_office"), told).url == reverse("ask_office_thanks")

    row = OfficeRequest.objects.get()
    assert (row.weekdays, row.wished_from, row.person, row.state) == (
        "13",
        date(2011, 3, 14),
        None,
        "new",
    )
    assert row.wording.code == "bureau"
    assert Letter.objects.filter(template__endswith="office_received.txt").count() == 1


def test_a_sure_match_alone_is_filed(client):
    known = somebody(first_name="Ana", last_name="Rey")
    other = somebody(first_name="Ana", last_name="Roy")
    add_contact(known, ContactKind.EMAIL, "ana.rey@example.org")
    add_contact(other, ContactKind.EMAIL, "ana.roy@example.org")

    post(client)
    post(client, email="ana.roy@example.org")

    assert [row.person for row in OfficeRequest.objects.order_by("pk")] == [known, None]
    assert Consent.objects.filter(person=known, purpose="notice").exists()
    assert Person.objects.get(pk=known.pk).last_inbound_at == NOW


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"weekdays": []}, "Cochez au moins un jour."),
        ({"weekdays": ["9"]}, "Cochez au moins un jour."),
        ({"wished_from": "0001-01-01"}, "Ce jour est passé"),
        ({"wished_from": "9999-12-31"}, "C’est dans longtemps"),
        ({"wished_from": "hier"}, "Écrivez un jour"),
        ({"desks": "12"}, "Ce choix n’est pas dans la liste."),
        ({"site": "9" * 30}, "Ce télécentre n’est plus ouvert."),
        ({"last_name": "\x07"}, "Indiquez votre nom de famille."),
        ({"email": "ana"}, "Cette adresse est incomplète"),
        ({"text": "a" * 2001}, "gardez-en l’essentiel"),
        ({"key": "faux"}, "Relisez votre message"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(client, changes, sentence):
    answer = post(client, **changes)

    assert answer.status_code == 422
    shown = answer.content.decode()
    assert sentence in shown
    assert "Ana" in shown
    assert not OfficeRequest.objects.exists()


def test_a_robot_is_thanked_and_nothing_is_kept(client):
    assert post(client, site_web="x").url == reverse("ask_office_thanks")
    assert not OfficeRequest.objects.exists()


def test_ten_posts_are_enough_for_one_address(client):
    codes = [post(client, weekdays=[]).status_code for _ in range(11)]

    assert codes == [422] * 10 + [429]


def test_a_file_is_opened_from_what_was_written(client):
    post(client)

    person = open_for(OfficeRequest.objects.get(), by=None, at=NOW)

    assert (person.first_name, person.contact_points.get().normalised) == (
        "Ana", "ana.rey@example.org",
    )  # fmt: skip


@pytest.fixture
def offered():
    telecentre(offices=1)
    row = waiting(at=on(-1))
    see_to_offers(NOW)
    return row, links.make("demande-bureau", str(row.pk), at=NOW)


def test_following_every_link_takes_nothing_and_a_post_does(client, offered):
    row, token = offered
    for action in ("prendre", "laisser", "retirer"):
        assert client.get(reverse("office_request_act", args=[token, action])).status_code == 200
    assert running(row).state == OfferState.RUNNING

    client.post(reverse("office_request_act", args=[token, "prendre"]))

    assert states(row) == ["given"]


def test_a_late_answer_is_told_why(client, offered, time_machine):
    _, token = offered
    time_machine.move_to(NOW + timedelta(hours=50), tick=False)

    answer = client.post(reverse("office_request_act", args=[token, "prendre"]))

    assert answer.status_code == 409
    assert "Il fallait répondre avant" in answer.content.decode()


def test_the_page_of_a_request_is_private_and_tells_the_rank(client):
    telecentre()
    row = waiting(desks=4)
    token = links.make("demande-bureau", str(row.pk), at=NOW)

    answer = client.get(reverse("office_request", args=[token]))

    assert answer["Cache-Control"] == "no-store"
    assert "Vous êtes au 1<sup>er</sup> rang" in answer.content.decode()


@pytest.mark.parametrize(
    "path", ["/demande-de-bureau/faux/", "/releve/faux/", "/releve/faux/releve.pdf"]
)
def test_an_unknown_link_says_what_to_do(client, path):
    assert client.get(path).status_code == 404


def test_the_page_of_the_telecentre_counts_the_offices_that_are_free(client):
    first, second, _third = telecentre(offices=3)
    booked(first, week(0))
    booked(second, half(1))
    page = published(TelecentrePage(title="Télécentre", slug="telecentre"))

    assert "Deux bureaux libres cette semaine" in text_of(client, page)


def test_a_space_says_how_many_half_days_are_left_of_the_week():
    office, other = telecentre()
    room = meeting_room(office.site)
    booked(office, week(0))
    booked(other, half(1))

    found = availability(TELECENTRE_SPACE, [office.pk, other.pk, room.pk, 987])

    assert (found[office.pk].state, found[office.pk].left) == ("full", 0)
    assert (found[other.pk].left, found[other.pk].label) == (
        9,
        "Neuf demi-journées libres cette semaine",
    )
    assert (found[room.pk].url, 987 in found) == ("", False)


def test_a_statement_is_read_on_its_page_and_on_paper(client, time_machine):
    (office,) = telecentre(offices=1)
    person = somebody()
    booked(office, half(0), person)
    time_machine.move_to(on(30), tick=False)
    row = doors.issue(person, date(2011, 3, 1), by=None)
    token = links.make("releve", str(row.pk), at=on(30))

    page = client.get(reverse("month_statement", args=[token])).content.decode()
    paper = client.get(reverse("month_statement_pdf", args=[token]))

    assert "10\N{NO-BREAK SPACE}€" in page
    pdf = PdfReader(io.BytesIO(paper.content))
    assert "2011-0001" in pdf.pages[0].extract_text()
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert paper["Cache-Control"] == "no-store"
