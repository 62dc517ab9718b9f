"""The screens of the press: what they show, to whom, and that reading changes nothing."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from crm.journal.models import Action, Entry
from crm.organisations.models import Organisation
from crm.press import coverage, services
from crm.press.coverage import Told
from crm.press.exchanging import Said, log_exchange
from crm.press.lists import ListSheet, save_list
from crm.press.models import (
    Beat,
    CoverageLink,
    Exchange,
    ExchangeKind,
    PressContact,
)
from tests.crm.desk import at_the_desk, colleague
from tests.crm.press.pressing import journalist, planned
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
    assert names(f"?titre={radio.organisation_id}&nature=radio") == []
    assert names("?titre=x&etat=y&rubrique=999") == ["Antenne", "Papier"]


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
