"""What is typed at the desk about visits, right and wrong."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from crm.journal.models import Action, Entry
from crm.journeys.models import Interaction
from crm.visits.models import Visit, VisitCost, VisitState, VisitStop
from tests.crm.desk import at_the_desk, colleague, journey_of
from tests.crm.factories import make_person, make_territory
from tests.crm.visits.visiting import confirmed, planned, stopped

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


def soon(**told):
    return planned(starts_on=TODAY, ends_on=TODAY + timedelta(days=1), **told)


def visit_typed(person, **told):
    return {
        "person": person.file_number, "starts_on": f"{TODAY}", "ends_on": f"{TODAY}",
        "purpose": "Voir une école", "stay": "", "referent": "", "emergency": "", "directions": "",
    } | told  # fmt: skip


def stop_typed(**told):
    return {
        "date": f"{TODAY}", "starts_at": "9:00", "ends_at": "10:00", "kind": "school",
        "title": "L’école", "organisation": "", "place": "", "commune": "", "host": "",
        "host_phone": "", "host_email": "", "for_family": "", "for_team": "",
    } | told  # fmt: skip


def test_a_visit_is_opened_for_the_journey_of_a_file():
    journey = journey_of()

    answer = at_the_desk().post(reverse("crm_visit_new"), visit_typed(journey.person))

    visit = Visit.objects.get()
    assert visit.journey == journey
    assert answer.headers["Location"] == reverse("crm_visit", args=[visit.pk])


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"person": "2011-9999"}, "Aucun dossier ouvert"),
        ({"starts_on": "0001-01-01"}, "trop ancienne"),
        ({"ends_on": "9999-12-31"}, "trop lointaine"),
        ({"ends_on": f"{TODAY - timedelta(days=1)}"}, "suit le premier"),
        ({"stay": "987654"}, "n’existe plus"),
        ({"purpose": ""}, "Dites ce que la famille"),
        ({"purpose": "x" * 161}, "160"),
    ],
)
def test_what_is_wrong_of_a_visit_is_said_and_kept(wrong, said):
    typed = visit_typed(journey_of().person, emergency="La voisine") | wrong

    answer = at_the_desk().post(reverse("crm_visit_new"), typed)

    page = answer.content.decode()
    assert (answer.status_code, Visit.objects.count()) == (422, 0)
    assert said in page
    assert 'value="La voisine"' in page


def test_a_file_without_an_open_journey_is_told_so():
    answer = at_the_desk().post(reverse("crm_visit_new"), visit_typed(make_person()))

    assert "pas de parcours ouvert" in answer.content.decode()


def test_a_stop_is_added_proposed_after_the_last_one_changed_and_taken_away():
    make_territory()
    desk, visit = at_the_desk(), soon()
    new = reverse("crm_stop_new", args=[visit.pk])

    desk.post(new, stop_typed())
    page = desk.get(new).content.decode()
    row = VisitStop.objects.get()
    desk.post(reverse("crm_stop", args=[visit.pk, row.pk]), stop_typed(title="Le collège"))
    row.refresh_from_db()

    assert 'value="10:00"' in page
    assert row.title == "Le collège"
    desk.post(reverse("crm_stop_act", args=[visit.pk, row.pk, "retirer"]))
    assert not VisitStop.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"starts_at": "25:00"}, "Écrivez une heure"),
        ({"date": "9999-12-31"}, "trop lointaine"),
        ({"ends_at": "8:00"}, "après avoir commencé"),
        ({"date": f"{TODAY + timedelta(days=9)}"}, "La visite a lieu"),
        ({"host_phone": "12"}, "incomplet"),
        ({"for_team": "Il est alcoolique"}, "touche à la santé"),
    ],
)
def test_what_is_wrong_of_a_stop_is_said_and_kept(wrong, said):
    visit = soon()

    answer = at_the_desk().post(
        reverse("crm_stop_new", args=[visit.pk]), stop_typed(place="Rue Basse") | wrong
    )

    page = answer.content.decode()
    assert (answer.status_code, VisitStop.objects.count()) == (422, 0)
    assert said in page
    assert 'value="Rue Basse"' in page


def test_stops_change_places_at_the_desk():
    visit = soon()
    stopped(visit, 9, 10, day=TODAY, title="Un")
    second = stopped(visit, 10, 11, day=TODAY, title="Deux")

    at_the_desk().post(reverse("crm_stop_act", args=[visit.pk, second.pk, "avancer"]))

    assert [row.title for row in visit.stops.all()] == ["Deux", "Un"]


def test_a_stop_of_another_visit_is_not_found():
    visit, other = soon(), stopped(planned())
    address = reverse("crm_stop_act", args=[visit.pk, other.pk, "retirer"])

    assert at_the_desk().post(address).status_code == 404


def test_confirming_without_a_programme_says_what_is_missing():
    visit = soon()

    page = at_the_desk().post(reverse("crm_visit_confirm", args=[visit.pk]), follow=True)

    assert "ajoutez une étape" in page.content.decode()


def test_a_visit_is_told_at_the_desk():
    visit = confirmed(starts_on=TODAY, ends_on=TODAY)
    row = visit.stops.get()
    address = reverse("crm_visit_tell", args=[visit.pk])
    desk = at_the_desk()
    assert "L’école" in desk.get(address).content.decode()

    desk.post(address, {f"stop-{row.pk}": "Bien reçus.", "family_words": "Merci."})

    visit.refresh_from_db()
    assert (visit.state, visit.family_words) == (VisitState.DONE, "Merci.")
    assert "Bien reçus." in Interaction.objects.get(kind="visit").text


@pytest.mark.parametrize(
    ("amount", "cents"), [("42,50", 4250), ("42.5", 4250), ("100000", 10_000_000)]
)
def test_an_expense_is_read_as_french_hands_type_it(amount, cents):
    visit = soon()

    at_the_desk().post(
        reverse("crm_visit_cost", args=[visit.pk]),
        {"kind": "meals", "label": "", "amount": amount, "paid_by": "La commune"},
    )

    assert VisitCost.objects.get().cents == cents


@pytest.mark.parametrize("amount", ["", "x", "-1", "0", "1e9", "NaN", "0,001", "9" * 40])
def test_an_expense_that_is_none_is_said_beside_it(amount):
    visit = soon()

    answer = at_the_desk().post(
        reverse("crm_visit_cost", args=[visit.pk]),
        {"kind": "meals", "label": "Repas", "amount": amount, "paid_by": "La commune"},
    )

    assert (answer.status_code, VisitCost.objects.count()) == (422, 0)
    assert 'value="Repas"' in answer.content.decode()


def test_the_sheet_is_a_file_that_screen_readers_follow():
    visit = confirmed(journey_of(make_person(last_name="Rey")))

    answer = at_the_desk().get(reverse("crm_visit_file", args=[visit.pk]))

    assert answer.content[:5] == b"%PDF-"
    assert PdfReader(BytesIO(answer.content)).metadata.title.startswith("Visite de ")
    assert Entry.objects.filter(action=Action.READ, person=visit.journey.person).exists()


def test_nothing_is_sent_before_the_visit_is_confirmed():
    visit = soon()
    address = reverse("crm_visit_send", args=[visit.pk, "famille"])

    assert "Confirmez d’abord" in at_the_desk().post(address, follow=True).content.decode()


def test_the_table_of_costs_is_for_managers():
    confirmed()

    assert at_the_desk().get(reverse("crm_visit_costs")).status_code != 200
    manager = at_the_desk(colleague("Responsables"))
    assert manager.get(reverse("crm_visit_costs")).status_code == 200
    assert manager.get(reverse("crm_visit_costs") + "?du=x&au=y").status_code == 422


def test_the_list_costs_as_much_for_many_visits_as_for_two(django_assert_max_num_queries):
    desk = at_the_desk()
    for _ in range(2):
        soon()
    desk.get(reverse("crm_visits"))
    for _ in range(10):
        soon()

    with django_assert_max_num_queries(20):
        desk.get(reverse("crm_visits"))
