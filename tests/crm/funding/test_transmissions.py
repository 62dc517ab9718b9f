"""The funder's file: rejects first, rows locked as they leave, corrections listed apart, cells that run nothing."""

import io

import openpyxl
import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from crm.funding.answers import correct, save_step, sign
from crm.funding.mapping import headers, layout
from crm.funding.models import Moment, Outcome, Participation, TransmittedRow
from crm.funding.questions import current
from crm.funding.services import enter, leave
from crm.funding.transmissions import prepare, transmit
from crm.funding.workbooks import workbook
from crm.journal.models import Action, Entry
from crm.journal.refusal import Refused
from tests.crm.desk import at_the_desk, colleague
from tests.crm.funding.lives import (
    ENTRY,
    EXIT,
    complete,
    days,
    entered,
    exited,
    filled,
    make_operation,
    noon,
)

pytestmark = pytest.mark.django_db


def sent_cells(row):
    return dict(zip(headers(), row.transmitted.latest("pk").cells, strict=True))


def test_who_cannot_be_sent_is_said_and_why():
    operation = make_operation()
    row = entered(operation=operation, last_name="Incomplète")
    complete(operation)

    found = prepare(operation)
    assert [one.row for one in found.rejected] == [row]
    assert "questionnaire d’entrée" in found.rejected[0].why[0]
    assert len(found.ready) == 1


def test_a_name_that_lacks_is_rejected_by_its_column():
    operation = make_operation()
    complete(operation, first_name="")

    assert prepare(operation).rejected[0].why == ["« Prénom » est vide"]


def test_cells_speak_the_funder_s_codes():
    row = exited()
    filled(row, Moment.EXIT)
    transmit(row.operation, "Bilan d’exécution", by=None, at=noon(EXIT))

    cells = sent_cells(row)
    assert cells["Sexe"] == "F"
    assert cells["Situation à l’entrée"] == "CHOM_12_PLUS"
    assert cells["Niveau de diplôme"] == "CITE_3_4"
    assert cells["Âge à l’entrée"] == "47"
    assert cells["Zone"] == "R"
    assert (cells["Handicap"], cells["Origine étrangère"]) == ("N", "NSP")
    assert (cells["Date d’entrée"], cells["Date de sortie"]) == ("2026-01-12", "2026-08-31")
    assert cells["Situation à la sortie"] == "EMPLOI_INDEP"


def test_every_answer_that_a_form_offers_has_a_code():
    for column in layout().columns:
        if column.codes is None or column.source == "derived":
            continue
        moment = "entry" if column.source == "sensitive" else column.source
        form = current(ENTRY).form(moment)
        asked = form.questions(sensitive=column.source == "sensitive")
        question = next(one for one in asked if one.code == column.name)
        assert set(question.choices) <= set(column.codes), column.header


def test_what_is_told_of_an_operation_of_the_past_never_leaves():
    operation = make_operation(historical=True)
    entered(operation=operation)

    assert "anciens" in prepare(operation).rejected[0].why[0]
    with pytest.raises(Refused, match="Rien de nouveau"):
        transmit(operation, "Essai", by=None)


def test_the_database_refuses_to_change_what_was_transmitted():
    row = complete()
    transmit(row.operation, "Bilan", by=None, at=noon(EXIT))

    for change in (
        lambda: TransmittedRow.objects.update(cells=[]),
        lambda: TransmittedRow.objects.all().delete(),
        lambda: Participation.objects.update(entry_on=ENTRY - days(1)),
        lambda: Participation.objects.update(locked_at=None),
    ):
        with pytest.raises(DatabaseError, match="ne se modifie pas"), transaction.atomic():
            change()
    row.refresh_from_db()
    assert (row.entry_on, row.locked_at) == (ENTRY, noon(EXIT))


def test_nothing_leaves_twice_and_a_complement_corrects_nothing():
    row = exited()
    transmit(row.operation, "Bilan", by=None, at=noon(EXIT))
    assert (prepare(row.operation).ready, prepare(row.operation).unchanged) == ([], 1)

    filled(row, Moment.EXIT)
    again = prepare(row.operation).ready
    assert [(one.new, one.corrections) for one in again] == [(False, [])]


def test_a_correction_leaves_apart_with_its_day_and_its_reason():
    row, by = complete(), colleague()
    transmit(row.operation, "Bilan", by=by, at=noon(EXIT))
    draft = correct(row, Moment.ENTRY, "Diplôme retrouvé", by=by, at=noon(EXIT + days(1)))
    save_step(row, Moment.ENTRY, {"diploma": "isced_5_8"}, by=by, at=noon(EXIT + days(1)))
    sign(draft, "Ana Rey", by=by, at=noon(EXIT + days(1)))
    sent = transmit(row.operation, "Bilan rectifié", by=by, at=noon(EXIT + days(2)))

    assert sent.rows.get().corrections == [
        {
            "column": "Niveau de diplôme", "before": "CITE_3_4", "after": "CITE_5_8",
            "on": "2026-09-01", "reason": "Diplôme retrouvé",
        }
    ]  # fmt: skip
    first = row.transmitted.earliest("pk")
    assert dict(zip(headers(), first.cells, strict=True))["Niveau de diplôme"] == "CITE_3_4"


def test_coming_back_after_a_transmission_is_a_correction_of_the_exit():
    row = exited()
    transmit(row.operation, "Bilan", by=None, at=noon(EXIT))
    again = EXIT + days(40)
    enter(row.person, row.operation, again, at=noon(again))
    leave(row.person, row.operation, again, Outcome.COMPLETED, at=noon(again))

    (fix,) = prepare(row.operation).ready[0].corrections
    assert (fix["before"], fix["after"]) == ("2026-08-31", "2026-10-10")
    assert "Nouvelle entrée" in fix["reason"]


def test_no_cell_of_the_workbook_runs():
    operation = make_operation()
    complete(operation, first_name="=HYPERLINK(1)", last_name="@SUM")
    entered(operation=operation, last_name="+33")
    sent = transmit(operation, "Bilan", by=None, at=noon(EXIT))

    book = openpyxl.load_workbook(io.BytesIO(workbook(sent, prepare(operation).rejected)))
    assert book.sheetnames == ["Rejets", "Participants", "Corrections"]
    texts = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
    assert {cell.data_type for cell in texts} == {"s"}
    assert not [cell.value for cell in texts if cell.value[0] in "=+-@"]
    assert [cell.value for cell in book["Participants"][1]] == headers()


def test_the_purpose_is_asked_and_journalled_and_the_file_follows():
    row, manager = complete(), colleague("Responsables")
    desk = at_the_desk(manager)
    address = reverse("crm_operation_transmit", args=[row.operation_id])
    refused = desk.post(address, {"purpose": ""})
    assert "Dites à quoi servira cet export." in refused.content.decode()
    assert not TransmittedRow.objects.exists()

    told = desk.post(address, {"purpose": "Bilan d’exécution"})
    assert told.status_code == 302
    sent = row.operation.transmissions.get()
    answer = desk.get(reverse("crm_transmission", args=[sent.pk]))
    assert "no-store" in answer["Cache-Control"]
    assert answer.content[:2] == b"PK"
    lines = Entry.objects.about(sent).filter(action=Action.EXPORTED, actor=manager)
    assert [line.reason for line in lines] == [
        "Une ligne : Bilan d’exécution", "Téléchargement : Bilan d’exécution",
    ]  # fmt: skip


def test_a_file_is_prepared_in_as_many_queries_whatever_the_number(django_assert_max_num_queries):
    operation = make_operation()
    for _ in range(3):
        complete(operation)
    with django_assert_max_num_queries(4):
        assert len(prepare(operation).ready) == 3
