"""Batches and their drops: never more copies left somewhere than were printed."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from crm.journal.models import Action, Entry
from crm.journal.refusal import Refused
from crm.leaflets.models import CODE_LENGTH, LETTERS, Drop, LeafletBatch
from crm.leaflets.services import (
    Printing,
    change_batch,
    close_batch,
    dropped,
    leave_copies,
    open_batch,
    reopen_batch,
    take_back_copies,
)
from tests.crm.leaflets.batches import PRINTED_ON, batch, place

pytestmark = pytest.mark.django_db


def test_a_code_is_drawn_without_letters_that_are_misread():
    codes = {batch(short_code="").short_code for _ in range(30)}

    assert len(codes) == 30
    assert all(len(code) == CODE_LENGTH and set(code) <= set(LETTERS) for code in codes)
    assert not set("0O1I") & set(LETTERS)


def test_two_batches_never_bear_the_same_code():
    batch()

    with pytest.raises(Refused, match="un autre tirage"):
        batch(short_code="murat")


def test_drops_take_from_the_batch_until_there_is_nothing_left():
    row = batch(printed=150)
    leave_copies(row, place(100), by=None)

    with pytest.raises(Refused, match="Il reste 50 exemplaires"):
        leave_copies(row, place(51), by=None)
    leave_copies(row, place(50), by=None)
    with pytest.raises(Refused, match="aucun exemplaire"):
        leave_copies(row, place(1), by=None)
    assert dropped(row) == 150


def test_a_drop_struck_out_gives_its_copies_back_and_stays_in_the_journal():
    row = batch(printed=100)
    drop = leave_copies(row, place(100), by=None)

    take_back_copies(drop, by=None)

    assert (dropped(row), Drop.objects.count()) == (0, 0)
    assert Entry.objects.filter(action=Action.DELETED, object_type="crm_leaflets.drop").exists()


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"on": PRINTED_ON - timedelta(days=1)}, "ne le précède pas"),
        ({"on": timezone.localdate() + timedelta(days=1)}, "une fois qu’il est fait"),
        ({"quantity": 0}, "au moins un"),
    ],
)
def test_a_drop_that_cannot_be_is_refused(told, words):
    with pytest.raises(Refused, match=words):
        leave_copies(batch(), place(**told), by=None)


def test_the_database_refuses_an_empty_batch_and_an_empty_drop():
    row = batch()
    for wrong in (
        lambda: LeafletBatch.objects.filter(pk=row.pk).update(printed=0),
        lambda: Drop.objects.create(batch=row, place="Ici", quantity=0, on=PRINTED_ON),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            wrong()


def test_a_batch_keeps_its_printed_code_and_never_less_than_what_is_left_somewhere():
    row = batch(printed=300)
    leave_copies(row, place(200), by=None)

    with pytest.raises(Refused, match="200 exemplaires"):
        change_batch(row, Printing("Salons", "mars", 199, PRINTED_ON), by=None)
    with pytest.raises(Refused, match="ne change plus"):
        change_batch(row, Printing("Salons", "mars", 300, PRINTED_ON, "AUTRE"), by=None)
    change_batch(row, Printing("Salons", "mars", 200, PRINTED_ON, cost_cents=18050), by=None)

    assert (row.label, row.printed, row.short_code, row.cost_cents) == (
        "Salons", 200, "MURAT", 18050,
    )  # fmt: skip


def test_closing_twice_is_closing_once():
    row = batch()

    close_batch(row, by=None)
    first = row.closed_at
    close_batch(row, by=None)
    assert row.closed_at == first

    reopen_batch(row, by=None)
    assert row.closed_at is None


def test_a_batch_may_be_printed_on_any_day():
    assert open_batch(Printing("Essai", "1", 1, date(2009, 1, 1)), by=None).printed == 1
