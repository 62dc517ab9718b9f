"""Segments at the desk: built without a script, kept, shared, seen by each as far as they may."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from crm.journal.models import Action, Entry
from crm.journal.refusal import Refused
from crm.segments import services
from crm.segments.models import Campaign, Segment, Sharing
from tests.crm.desk import another, at_the_desk, colleague, journey_of
from tests.crm.factories import make_person
from tests.crm.segments.factories import asks, segment_of

pytestmark = pytest.mark.django_db

NEW = "/admin/communication/segments/nouveau/"


@pytest.fixture
def advisor():
    return colleague()


def page(answer):
    return answer.content.decode()


def test_a_criterion_is_added_answered_counted_and_kept_by_posting_alone(advisor):
    client = at_the_desk(advisor)
    wanted = journey_of(make_person(first_name="Rose", last_name="Cercleau")).person

    added = client.post(NEW, {"act": "add", "ajouter": "journey", "name": "Ouverts"})
    assert 'name="c0-track"' in page(added)
    assert 'value="Ouverts"' in page(added)
    told = {"critere": ["journey"], "c0-state": "open", "name": "Ouverts", "sharing": "team"}
    counted = client.post(NEW, told | {"act": "count"})
    assert "1 personne" in page(counted)
    assert str(wanted) in page(counted)
    assert not Segment.objects.exists()
    kept = client.post(NEW, told | {"act": "keep"}, follow=True)

    segment = Segment.objects.get()
    assert segment.criteria == [asks("journey", state="open")]
    assert (segment.user, segment.sharing) == (advisor, Sharing.TEAM)
    assert str(wanted) in page(kept)
    assert Entry.objects.about(segment).exclude(action=Action.READ).get().action == Action.CREATED


def test_taking_a_criterion_away_keeps_the_answers_of_the_others(advisor):
    told = {
        "critere": ["journey", "trade", "status"], "c0-state": "open", "c1-trade": "maçon",
        "c1-exclude": "on", "c2-status": "employee", "act": "remove-0", "name": "x",
    }  # fmt: skip

    answer = page(at_the_desk(advisor).post(NEW, told))

    assert 'name="c0-trade" value="maçon"' in answer
    assert re.search(r'name="c0-exclude"[^>]* checked', answer)
    assert 'name="c2-' not in answer


def test_what_is_wrong_is_said_beside_the_field_and_nothing_is_lost(advisor):
    told = {
        "critere": ["sign", "department"], "c0-after": "2011-03-02", "c0-before": "2011-03-01",
        "c1-departments": "XX", "act": "keep", "name": "", "sharing": "team",
    }  # fmt: skip

    answer = at_the_desk(advisor).post(NEW, told)

    assert answer.status_code == 422
    assert "Cette date précède la première." in page(answer)
    assert "n’est pas un numéro de département" in page(answer)
    assert "Donnez un nom à ce segment." in page(answer)
    assert 'value="2011-03-02"' in page(answer)
    assert not Segment.objects.exists()


def test_an_address_adds_no_criterion(advisor):
    make_person(first_name="Rose", last_name="Cercleau")

    answer = page(at_the_desk(advisor).get(NEW + "?journey__state=open&critere=reachable&c0-x=1"))

    assert 'name="critere"' not in answer
    assert "Cercleau" not in answer


@pytest.mark.parametrize("de", ["abc", "99999999999999999999", "-1", ""])
def test_an_odd_model_gives_a_blank_page(advisor, de):
    assert at_the_desk(advisor).get(f"{NEW}?de={de}").status_code == 200


def test_another_s_segment_is_copied_not_changed(advisor):
    segment = segment_of(another(), asks("journey", state="open"))
    client = at_the_desk(advisor)

    assert client.get(f"/admin/communication/segments/{segment.pk}/criteres/").status_code == 404
    assert 'value="open" selected' in page(client.get(f"{NEW}?de={segment.pk}"))
    with pytest.raises(Refused):
        services.change(segment, "x", segment.criteria, sharing="team", by=advisor)


def test_one_s_own_segment_is_changed_and_journalled(advisor):
    segment = segment_of(advisor, sharing=Sharing.OWN)
    told = {"critere": ["children"], "name": "Familles", "sharing": "team", "act": "keep"}

    at_the_desk(advisor).post(f"/admin/communication/segments/{segment.pk}/criteres/", told)

    segment.refresh_from_db()
    assert (segment.name, segment.criteria) == ("Familles", [asks("children")])
    changed = Entry.objects.about(segment).get(action=Action.CHANGED)
    assert set(changed.fields) == {"name", "criteria", "sharing"}


def test_a_segment_that_served_stays(advisor):
    free, used = segment_of(advisor), segment_of(advisor)
    now = timezone.now()
    campaign = Campaign.objects.create(
        title="Essai", nature="service", created_at=now, created_by=advisor, changed_at=now
    )
    campaign.segments.add(used)
    client = at_the_desk(advisor)

    for segment in (free, used):
        client.post(f"/admin/communication/segments/{segment.pk}/supprimer/")

    assert list(Segment.objects.all()) == [used]


def test_a_name_is_taken_once_by_each(advisor):
    services.keep(advisor, "Familles", [asks("children")])
    services.keep(another(), "Familles", [asks("children")])

    with pytest.raises(Refused, match="déjà un segment"):
        services.keep(advisor, "Familles", [asks("reachable")])


@pytest.mark.parametrize("criteria", [[], [asks("reachable")] * 13, [asks("status", status="x")]])
def test_no_criterion_too_many_or_a_wrong_one_is_refused(advisor, criteria):
    with pytest.raises(Refused):
        services.keep(advisor, "Familles", criteria)


def test_an_advisor_does_not_hand_a_segment_to_communication(advisor):
    with pytest.raises(Refused, match="Seuls les responsables"):
        services.keep(advisor, "x", [asks("children")], sharing=Sharing.COMMUNICATION)
    told = {"critere": ["children"], "name": "x", "sharing": "all", "act": "keep"}

    assert at_the_desk(advisor).post(NEW, told).status_code == 422


def test_the_list_shows_one_s_own_and_what_is_shared(advisor):
    other = another()
    segment_of(advisor, sharing=Sharing.OWN)
    hidden, shared = segment_of(other, sharing=Sharing.OWN), segment_of(other)
    client = at_the_desk(advisor)

    answer = page(client.get("/admin/communication/segments/"))

    assert shared.name in answer
    assert hidden.name not in answer
    assert client.get(f"/admin/communication/segments/{hidden.pk}/").status_code == 404


def test_communication_reads_names_and_counts_and_no_person():
    manager = colleague("Responsables")
    people = [journey_of(make_person(last_name=f"Cercleau{n}")).person for n in range(4)]
    told = segment_of(manager, asks("journey", state="open"), sharing=Sharing.COMMUNICATION)
    few = segment_of(manager, asks("trade", trade="cercleau"), sharing=Sharing.COMMUNICATION)
    team = segment_of(manager, asks("reachable"))
    client = at_the_desk(another("Chargés de communication"))

    listed = page(client.get("/admin/communication/segments/"))
    shown = page(client.get(f"/admin/communication/segments/{told.pk}/"))

    assert told.name in listed
    assert team.name not in listed
    assert "4 personnes" in listed
    assert "moins de 3 personnes" in listed
    assert "4 personnes" in shown.lower()
    assert few.name in listed
    for person in people:
        assert person.last_name not in listed + shown
    assert "Parcours et étape" not in shown
    assert client.get(f"/admin/communication/segments/{team.pk}/").status_code == 404
    assert client.get(NEW).status_code == 302


def test_a_segment_to_read_over_says_so_and_finds_nobody(advisor):
    make_person()
    segment = segment_of(advisor)
    segment.criteria = [asks("application", session="999999")]
    segment.save(update_fields=["criteria"])
    client = at_the_desk(advisor)

    assert "n’est plus compris" in page(client.get(f"/admin/communication/segments/{segment.pk}/"))
    assert "à relire" in page(client.get("/admin/communication/segments/"))
    edited = client.get(f"/admin/communication/segments/{segment.pk}/criteres/")
    assert "Cette réponse n’existe plus" in page(edited)


def test_the_list_asks_the_same_questions_for_two_segments_and_for_fifteen(advisor):
    client = at_the_desk(advisor)
    for _ in range(2):
        segment_of(advisor, asks("journey", owner="personne"), asks("application", state="refused"))
    client.get("/admin/communication/segments/")
    with CaptureQueriesContext(connection) as two:
        client.get("/admin/communication/segments/")
    for _ in range(13):
        segment_of(advisor, asks("journey", owner="personne"), asks("application", state="refused"))
    with CaptureQueriesContext(connection) as many:
        client.get("/admin/communication/segments/")

    assert len(many) == len(two)


def test_building_asks_the_same_questions_for_two_people_and_for_thirty(advisor):
    client = at_the_desk(advisor)
    told = {"critere": ["journey", "application"], "c0-state": "open", "c1-state": "refused",
            "c1-exclude": "on", "act": "count"}  # fmt: skip
    for _ in range(2):
        journey_of()
    client.post(NEW, told)
    with CaptureQueriesContext(connection) as two:
        client.post(NEW, told)
    for _ in range(28):
        journey_of()
    with CaptureQueriesContext(connection) as thirty:
        client.post(NEW, told)

    assert len(two) == len(thirty)
