"""The page on which a message is written, read over, tried and launched; the pages of lists."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from crm.mailings.models import Mailing
from crm.segments import exclusions
from crm.segments.models import Campaign, CampaignState, ExclusionList, Sharing
from crm.segments.sending import campaigns
from crm.segments.views import receiving
from tests.crm.desk import another, at_the_desk, colleague, journey_of
from tests.crm.factories import make_person
from tests.crm.segments.factories import asks, draft, segment_of

pytestmark = pytest.mark.django_db

HOME = "/admin/communication/messages/"


@pytest.fixture
def manager():
    return colleague("Responsables")


def page(answer):
    return answer.content.decode()


def followed(count=1):
    return [journey_of(make_person(last_name=f"Cercleau{n}")).person for n in range(count)]


def written(*segments, **told):
    known = {
        "title": "Pièces attendues", "nature": "service", "reason": "Commission de mai",
        "subject": "Votre dossier", "text": "Bonjour {prenom}, à bientôt.",
        "segments": [one.pk for one in segments],
    }  # fmt: skip
    return known | told


def test_a_message_is_written_read_over_and_launched(manager):
    people, segment = followed(4), segment_of(manager, asks("journey", state="open"))
    client = at_the_desk(manager)

    saved = client.post(f"{HOME}nouveau/", written(segment), follow=True)
    campaign = Campaign.objects.get()
    assert "4 personnes" in page(saved)
    assert sum(f"Cercleau{n}" in page(saved) for n in range(4)) == 3
    letter = client.get(f"{HOME}{campaign.pk}/apercu/2/")
    assert f"Bonjour {people[2].first_name}" in page(letter)
    assert "default-src 'none'" in letter["Content-Security-Policy"]
    assert client.get(f"{HOME}{campaign.pk}/apercu/3/").status_code == 404
    unsure = client.post(f"{HOME}{campaign.pk}/lancer/", follow=True)
    assert "Cochez que vous avez relu" in page(unsure)
    launched = client.post(f"{HOME}{campaign.pk}/lancer/", {"sure": "on"})

    assert launched["Location"] == f"/admin/communication/envois/{Mailing.objects.get().pk}/"
    past = page(client.get(f"{HOME}{campaign.pk}/"))
    assert "Commission de mai" in past
    assert segment.name in past
    assert "sur 4" in past


def test_launched_twice_it_leaves_once(manager):
    followed()
    campaign = draft(manager, segment_of(manager, asks("journey", state="open")))
    client = at_the_desk(manager)

    client.post(f"{HOME}{campaign.pk}/lancer/", {"sure": "on"})
    again = client.post(f"{HOME}{campaign.pk}/lancer/", {"sure": "on"}, follow=True)

    assert "n’est plus un brouillon" in page(again)
    assert Mailing.objects.count() == 1


def test_reading_launches_nothing(manager):
    followed()
    campaign = draft(manager, segment_of(manager, asks("journey", state="open")))
    client = at_the_desk(manager)

    for end in ("", "?compter=1", "lancer/", "essai/", "abandonner/"):
        client.get(f"{HOME}{campaign.pk}/{end}")

    campaign.refresh_from_db()
    assert campaign.state == CampaignState.DRAFT
    assert not Mailing.objects.exists()


def test_an_unknown_field_is_said_beside_the_text_and_nothing_is_lost(manager):
    told = written(text="Bonjour {motdepasse}", subject="Objet gardé", rest_days="0")

    answer = at_the_desk(manager).post(f"{HOME}nouveau/", told)

    assert answer.status_code == 422
    assert "« {motdepasse} » n’est pas un champ connu." in page(answer)
    assert "Comptez de 1 à 730 jours." in page(answer)
    assert 'value="Objet gardé"' in page(answer)
    assert not Campaign.objects.exists()


def test_information_says_who_agreed_to_it(manager, public):
    told = written(nature="promotion", audience="")

    answer = at_the_desk(manager).post(f"{HOME}nouveau/", told)

    assert "Dites quel public a consenti" in page(answer)


def test_a_big_segment_is_sorted_when_asked(manager, monkeypatch):
    monkeypatch.setattr(receiving, "SORTED_AT_ONCE", 2)
    followed(3)
    campaign = draft(manager, segment_of(manager, asks("journey", state="open")))
    client = at_the_desk(manager)

    assert "Trier les adresses" in page(client.get(f"{HOME}{campaign.pk}/"))
    assert "Recevront l’envoi" in page(client.get(f"{HOME}{campaign.pk}/?compter=1"))


def test_communication_reads_counts_and_invented_letters(manager, public):
    people = followed(4)
    public.addresses = {person.contact_points.get().normalised for person in people[:3]}
    given = segment_of(manager, asks("journey", state="open"), sharing=Sharing.COMMUNICATION)
    draft(manager, segment_of(manager), nature="promotion", title="Gardé par l’équipe")
    draft(manager, given, title="De service")
    client = at_the_desk(another("Chargés de communication"))

    told = written(given, nature="promotion", audience="newsletter", reason="")
    saved = page(client.post(f"{HOME}nouveau/", told, follow=True))
    campaign = Campaign.objects.latest("pk")
    letter = page(client.get(f"{HOME}{campaign.pk}/apercu/0/"))
    listed = page(client.get(HOME))

    assert "4 personnes" in saved
    assert "3 personnes" in saved
    assert "moins de 3" in saved
    assert "Bonjour Rose" in letter
    assert "Bonjour," in page(client.get(f"{HOME}{campaign.pk}/apercu/1/"))
    for person in people:
        assert person.last_name not in saved + letter + listed
    assert "Gardé par l’équipe" not in listed
    assert "De service" not in listed
    assert client.post(f"{HOME}nouveau/", written(given)).status_code == 422


def test_an_advisor_is_told_who_launches_what_they_prepared(public):
    advisor = colleague()
    followed()
    campaign = draft(
        advisor, segment_of(advisor, asks("journey", state="open")), nature="promotion"
    )
    client = at_the_desk(advisor)

    assert "un responsable ou la communication le lance" in page(
        client.get(f"{HOME}{campaign.pk}/")
    )
    refused = client.post(f"{HOME}{campaign.pk}/lancer/", {"sure": "on"}, follow=True)
    assert "un responsable ou la communication le lance" in page(refused)
    assert not Mailing.objects.exists()


def test_the_list_asks_the_same_questions_for_two_messages_and_for_ten(manager):
    followed()
    segment = segment_of(manager, asks("journey", state="open"))
    client = at_the_desk(manager)

    def launched(times):
        for _ in range(times):
            campaigns.launch(draft(manager, segment), by=manager)
            draft(manager, segment)

    launched(1)
    client.get(HOME)
    with CaptureQueriesContext(connection) as two:
        client.get(HOME)
    launched(4)
    with CaptureQueriesContext(connection) as ten:
        client.get(HOME)

    assert len(two) == len(ten)


def test_a_draft_asks_the_same_questions_for_five_people_and_for_forty(manager):
    followed(5)
    campaign = draft(manager, segment_of(manager, asks("journey", state="open")))
    client = at_the_desk(manager)
    client.get(f"{HOME}{campaign.pk}/")
    with CaptureQueriesContext(connection) as five:
        client.get(f"{HOME}{campaign.pk}/")
    followed(35)
    with CaptureQueriesContext(connection) as forty:
        client.get(f"{HOME}{campaign.pk}/")

    assert len(five) == len(forty)


def test_a_list_is_opened_filled_and_emptied_at_the_desk(manager):
    client, person = at_the_desk(manager), make_person(last_name="Cercleau")

    opened = client.post("/admin/communication/exclusions/", {"name": "Élus", "always": "on"})
    address = opened["Location"]
    row = ExclusionList.objects.get()
    assert (row.name, row.always) == ("Élus", True)
    put = client.post(f"{address}ajouter/", {"typed": person.file_number}, follow=True)
    assert "Cercleau" in page(put)
    wrong = client.post(f"{address}ajouter/", {"typed": "Cercleau", "until": "2001-01-01"})
    assert wrong.status_code == 422
    assert 'value="Cercleau"' in page(wrong)
    client.post(f"{address}{row.entries.get().pk}/oter/")
    assert not row.entries.exists()
    client.post(f"{address}supprimer/")
    assert not ExclusionList.objects.exists()


def test_two_lists_bear_two_names(manager):
    exclusions.open_list("Élus", "", always=True, by=manager)

    answer = at_the_desk(manager).post("/admin/communication/exclusions/", {"name": "Élus"})

    assert answer.status_code == 422
    assert "s’appelle déjà" in page(answer)
