"""Leaflets on the desk of the communications officers."""

import pytest
from django.urls import reverse

from crm.leaflets.models import LeafletBatch
from crm.leaflets.services import leave_copies
from tests.crm.desk import at_the_desk, colleague
from tests.crm.leaflets.batches import batch, place

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return at_the_desk(colleague("Chargés de communication"))


def typed(**told):
    return {
        "label": "Salons", "version": "mars 2012", "printed": "500", "printed_on": "2012-03-01",
        "target": "", "cost": "180,50", "short_code": "",
    } | told  # fmt: skip


def test_a_batch_is_written_down_with_its_cost_and_a_code_of_its_own(desk):
    answer = desk.post(reverse("crm_leaflet_new"), typed())

    row = LeafletBatch.objects.get()
    assert answer.headers["Location"] == reverse("crm_leaflet", args=[row.pk])
    assert (row.cost_cents, len(row.short_code)) == (18050, 5)


def test_a_code_that_is_taken_or_misread_is_refused_beside_what_was_typed(desk):
    batch()

    for code, words in (("murat", "un autre tirage"), ("M0RAT", "sans 0, O, 1 ni I")):
        answer = desk.post(reverse("crm_leaflet_new"), typed(short_code=code))
        assert answer.status_code == 422
        assert words in answer.content.decode()
        assert 'value="Salons"' in answer.content.decode()
    assert LeafletBatch.objects.count() == 1


def test_the_page_of_a_batch_tells_where_its_copies_are_and_gives_its_code(desk):
    row = batch()
    leave_copies(row, place(100), by=None)

    page = desk.get(reverse("crm_leaflet", args=[row.pk])).content.decode()

    for words in ("Office de tourisme", "400", "/d/MURAT/", "Adresse ouverte", "Candidatures"):
        assert words in page
    for kind, content in (("svg", "image/svg+xml"), ("png", "image/png")):
        code = desk.get(reverse("crm_leaflet_code", args=[row.pk, kind]))
        assert code.headers["Content-Type"] == content
        assert "attachment" in code.headers["Content-Disposition"]


def test_more_copies_than_there_are_come_back_with_a_sentence(desk):
    row = batch(printed=50)
    told = {"place": "Salon de Lyon", "quantity": "60", "on": "2012-03-09"}

    answer = desk.post(reverse("crm_leaflet_drop", args=[row.pk]), told)

    assert answer.status_code == 422
    assert "Il en reste" in answer.content.decode()
    assert 'value="Salon de Lyon"' in answer.content.decode()
    assert not row.drops.exists()


def test_the_list_costs_as_much_for_ten_batches_as_for_two(desk, django_assert_max_num_queries):
    for rank in range(2):
        leave_copies(batch(short_code=f"AB{rank + 2}CD"), place(), by=None)
    address = reverse("crm_leaflets")
    desk.get(address)
    for rank in range(8):
        leave_copies(batch(short_code=f"EF{rank + 2}GH"), place(), by=None)

    with django_assert_max_num_queries(16):
        assert desk.get(address).content.decode().count("/d/") == 10
