"""The desk: lists that cost the same whatever their length, gestures that answer with a sentence, files that read."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from crm.journal.models import Action, Entry
from crm.journal.refusal import Refused
from crm.journeys.day import SOURCES as BLOCKS
from crm.people.merging.services import merge
from crm.privacy.services import anonymise
from crm.residences import agreements, aid, days, services
from crm.residences.contents import Asked
from crm.residences.models import AidNature, Residence, ResidenceKind, ResidenceState
from editorial.rights import grant
from tests.crm.factories import UserFactory, make_person, make_territory

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager():
    grant()
    return UserFactory(groups=["Responsables"], is_staff=True)


@pytest.fixture
def desk(manager):
    client = Client()
    client.force_login(manager)
    return client


def asked(kind=ResidenceKind.SHORT, person=None, hours=1, **changes):
    make_territory()
    now = timezone.now()
    start = timezone.localdate(now) + timedelta(days=20)
    last = start + timedelta(days=5 if kind == ResidenceKind.SHORT else 89)
    wanted = Asked(**{"project": "Traduire.", "starts_on": start, "ends_on": last} | changes)
    at = now - timedelta(hours=hours)
    return services.request(person or make_person(), kind, wanted, by=None, at=at)


def test_the_list_costs_the_same_with_two_and_with_twelve(desk, django_assert_max_num_queries):
    for _ in range(2):
        asked()
    address = reverse("crm_residences")
    desk.get(address)
    with django_assert_max_num_queries(40) as before:
        desk.get(address)
    for _ in range(10):
        asked()
    with django_assert_max_num_queries(len(before)):
        desk.get(address)


def test_the_most_pressing_comes_first_and_what_is_late_is_red(desk, manager):
    asked(hours=1)
    late = asked(hours=50)

    page = desk.get(reverse("crm_residences")).content.decode()
    block = days.to_answer(manager, timezone.now())

    assert "residence-clock--late" in page
    assert block.lines[0].label == str(late.person)
    assert [line.late for line in block.lines] == [True, False]
    assert {"residences", "residence-agreements", "residence-reviews"} <= BLOCKS.keys()


def test_a_decision_at_the_desk_grants_and_tells(desk):
    row = asked()
    response = desk.post(reverse("crm_residence_decide", args=[row.pk]), {"outcome": "grant"})

    assert response.status_code == 302
    row.refresh_from_db()
    assert row.state == ResidenceState.GRANTED


@pytest.mark.parametrize(
    ("gesture", "typed"),
    [
        ("aid", {"nature": "rent", "funder": "Région", "amount": "-3"}),
        ("aid", {"nature": "rent", "funder": "Région", "amount": "9" * 30}),
        (
            "amend",
            {
                "project": "",
                "starts_on": "0001-01-01",
                "ends_on": "9999-12-31",
                "persons": "1",
            },
        ),
        ("instruct", {"text": "x" * 3000}),
        ("put", {"committee": "99999999999999999999"}),
        ("sign", {"party": "person", "signed_on": "9999-12-31"}),
        ("issue", {}),
    ],
)
def test_a_refused_gesture_comes_back_with_a_sentence(desk, gesture, typed):
    row = asked()
    response = desk.post(reverse("crm_residence_act", args=[row.pk, gesture]), typed)

    assert response.status_code == 422
    row.refresh_from_db()
    assert row.state == ResidenceState.REQUESTED


def test_an_agreement_is_read_as_it_was_issued_and_its_reading_is_journalled(desk):
    row = asked()
    services.grant(row, by=None)
    made = agreements.issue(row, by=None)

    response = desk.get(reverse("crm_residence_agreement", args=[made.pk]))

    assert response.content[:5] == b"%PDF-"
    assert "no-store" in response.headers["Cache-Control"]
    assert Entry.objects.about(made).filter(action=Action.READ).exists()


def test_the_table_of_funders_leaves_as_cells_that_run_nothing(desk):
    row = asked()
    aid.add_line(row, AidNature.RENT, "=1+1", 12_050, by=None)
    services.grant(row, by=None)

    response = desk.get(reverse("crm_residence_aid_csv"), {"annee": str(row.starts_on.year)})
    text = response.content.decode("utf-8-sig")

    assert "'=1+1;1;120,50;" in text
    assert str(row.person) not in text


def test_two_files_with_a_residence_under_way_are_not_made_one():
    kept, ended = asked().person, asked().person
    with pytest.raises(Refused, match="même durée"):
        merge(kept, ended, by=None)


def test_merging_moves_the_residences():
    row, kept = asked(), make_person()
    merge(kept, row.person, by=None)

    row.refresh_from_db()
    assert row.person == kept


def test_anonymising_ends_what_is_open_and_empties_what_is_kept(manager):
    row = asked(project="Reprendre la ferme de Lucette.")
    services.grant(row, by=None, reason="Lucette vend.")
    made = agreements.issue(row, by=None)

    anonymise(row.person, by=manager)

    row.refresh_from_db()
    made.refresh_from_db()
    assert row.state == ResidenceState.RENOUNCED
    assert "Lucette" not in f"{row.project}{row.reason}{row.ending_reason}{made.facts}"
    assert not made.file
    assert not row.days.exists()
    assert Residence.objects.count() == 1
