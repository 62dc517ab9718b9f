"""The screens of the press: what they show, to whom, and that reading changes nothing."""

import uuid
from datetime import timedelta

import pytest
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from crm.journal.models import Action, Entry
from crm.letters.models import Letter
from crm.organisations.models import Organisation
from crm.press import coverage, desk, services
from crm.press.coverage import Told
from crm.press.exchanging import Said, log_exchange
from crm.press.lists import ListSheet, save_list
from crm.press.models import (
    Beat,
    CoverageLink,
    Exchange,
    ExchangeKind,
    PressContact,
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


def typed(**told):
    return {
        "civility": "f", "first_name": "Ana", "last_name": "Roche", "function": "rédactrice",
        "organisation": "", "new_outlet": "", "new_outlet_kind": "radio",
        "email": "ana.roche@example.org", "phone": "", "area": "", "language": "fr",
        "source": "appel du 3 mars",
    } | told  # fmt: skip


def test_a_journalist_is_added_with_a_medium_that_was_not_known(client):
    answer = client.post(reverse("crm_press_contact_new"), typed(new_outlet="Radio Burons"))

    row = PressContact.objects.select_related("organisation__outlet").get()
    assert answer.headers["Location"] == reverse("crm_press_contact", args=[row.pk])
    assert (str(row), str(row.organisation), row.organisation.outlet.kind) == (
        "Ana Roche", "Radio Burons", "radio",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"last_name": ""}, "a un nom"),
        ({"email": ""}, "un courriel ou un téléphone"),
        ({"phone": "12"}, "incomplet"),
        ({"source": ""}, "d’où viennent"),
        ({"beats": ["999999"]}, "999999"),
    ],
)
def test_what_is_wrong_of_a_sheet_is_said_and_kept(client, wrong, said):
    answer = client.post(reverse("crm_press_contact_new"), typed(area="Cézallier") | wrong)

    page = answer.content.decode()
    assert (answer.status_code, PressContact.objects.count()) == (422, 0)
    assert said in page
    assert 'value="Cézallier"' in page


def test_the_same_address_is_a_question_and_no_medium_is_added_meanwhile(client):
    journalist(email="ANA.roche@example.org")
    told = typed(new_outlet="Radio Burons")

    asked = client.post(reverse("crm_press_contact_new"), told)
    assert "a déjà ce nom ou cette adresse" in asked.content.decode()
    assert (PressContact.objects.count(), Organisation.objects.count()) == (1, 0)

    client.post(reverse("crm_press_contact_new"), told | {"anyway": "1"})
    assert PressContact.objects.count() == 2


def test_the_page_of_a_journalist_tells_everything_and_takes_an_exchange(client, now):
    who = journalist("La Gazette des Burons", at=now - 40 * DAY)
    coverage.link(CoverageFactory(title="Un village"), Told(who, tone="warm"), by=None, at=now)
    waiting = CoverageFactory(title="À relier", outlet="La Gazette des Burons")
    address = reverse("crm_press_contact", args=[who.pk])

    page = client.get(address).content.decode()
    for words in ("La Gazette des Burons", "Un village", "ton favorable", "carte donnée au Forum"):
        assert words in page
    assert "De son média, ou à son nom" in page

    said = {"kind": "call", "summary": "Elle vient jeudi", "direction": "in", "on": "", "about": ""}
    assert client.post(reverse("crm_press_exchange", args=[who.pk]), said).status_code == 302
    client.post(reverse("crm_press_wrote", args=[who.pk]), {"coverage": waiting.pk})
    assert CoverageLink.objects.filter(contact=who).count() == 2
    page = client.get(address).content.decode()
    assert "Elle vient jeudi" in page
    who.refresh_from_db()
    assert who.last_exchange_at.date() == now.date()

    empty = client.post(reverse("crm_press_exchange", args=[who.pk]), said | {"summary": ""})
    assert empty.status_code == 422
    exchange = Exchange.objects.get()
    client.post(reverse("crm_press_exchange_drop", args=[who.pk, exchange.pk]))
    assert not Exchange.objects.exists()


def test_an_objection_and_an_erasure_ask_how_and_why(client, now):
    who = journalist(at=now)

    assert client.post(reverse("crm_press_objection", args=[who.pk]), {}).status_code == 422
    client.post(reverse("crm_press_objection", args=[who.pk]), {"how": "au téléphone"})
    who.refresh_from_db()
    assert who.opted_out_how == "au téléphone"
    assert client.post(reverse("crm_press_erase", args=[who.pk]), {}).status_code == 422
    client.post(reverse("crm_press_erase", args=[who.pk]), {"reason": "à sa demande"})
    assert not PressContact.objects.exists()


def test_the_list_is_narrowed_by_medium_beat_and_situation(client, now):
    beat = Beat.objects.create(name="rubrique d’essai")
    radio = journalist("Radio Burons", [beat], last_name="Antenne", at=now)
    journalist("La Gazette", last_name="Papier", at=now - 300 * DAY)
    services.object_to_mail(radio, "par courriel", by=None, at=now)

    def names(query):
        page = client.get(reverse("crm_press_contacts") + query).content.decode()
        return [name for name in ("Antenne", "Papier") if f"{name}</a>" in page]

    assert names("") == ["Antenne", "Papier"]
    assert (
        names(f"?rubrique={beat.pk}")
        == names("?etat=opposes")
        == names("?q=burons ant")
        == ["Antenne"]
    )
    assert names("?etat=silencieux") == names("?etat=joignables") == ["Papier"]
    assert names(f"?media={radio.organisation_id}&nature=radio") == []
    assert names("?media=x&etat=y&rubrique=999") == ["Antenne", "Papier"]


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


@pytest.mark.parametrize("name", ["crm_press", "crm_press_contacts", "crm_press_lists"])
def test_an_advisor_is_led_home_and_the_refusal_is_journalled(name):
    answer = at_the_desk(colleague("Conseillers")).get(reverse(name))

    assert answer.status_code == 302
    assert Entry.objects.filter(action=Action.REFUSED).exists()


@pytest.mark.parametrize(
    "name", ["crm_press", "crm_press_contacts", "crm_press_outlets", "crm_press_articles"]
)
def test_a_page_asks_the_database_as_much_for_many_rows(
    client, now, name, django_assert_max_num_queries
):
    def some(start, number):
        press = some.press
        for rank in range(start, start + number):
            who = journalist(f"Média {rank}", list(Beat.objects.all()[:2]), at=now - 300 * DAY)
            log_exchange(who, Said(ExchangeKind.NOTE, "Bonjour"), by=None, at=now)
            CoverageFactory(outlet=f"Média {rank}", published_on=timezone.localdate(now))
            if rank < 8:
                page = held(a_release(press, f"2011-{rank + 10}", title=f"C {rank}"), now + DAY)
                planned(page, who, at=now)

    some.press = a_press_room()
    some(0, 2)
    client.get(reverse(name))
    with django_assert_max_num_queries(60) as few:
        client.get(reverse(name))
    some(2, 5)
    with django_assert_max_num_queries(len(few) + 1):
        client.get(reverse(name))


def test_the_export_asks_why_and_tells_no_address_of_those_who_objected(now):
    who = journalist(email="opposee@example.org", at=now)
    journalist(email="joignable@example.org", at=now)
    services.object_to_mail(who, "au téléphone", by=None, at=now)
    client = at_the_desk(colleague(OFFICER))
    address = reverse("registres_journalistes_modeladmin_index") + "?export=csv"

    assert b"joignable@example.org" not in client.get(address).content
    sent = client.post(address, {"purpose": "bilan annuel de la presse"})
    table = b"".join(sent.streaming_content).decode()
    assert "joignable@example.org" in table
    assert "opposee@example.org" not in table
    assert Entry.objects.filter(action=Action.EXPORTED).exists()


def test_a_list_by_hand_is_in_its_journalists_page(client, now):
    who = journalist(at=now)
    save_list(ListSheet("Presse locale", contacts=[who]), by=None, at=now)

    page = client.get(reverse("crm_press_contact", args=[who.pk])).content.decode()

    assert "Presse locale" in page
