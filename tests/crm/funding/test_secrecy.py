"""Sensitive answers: seen by those who hold their right and ask, by nobody else, anywhere."""

import io

import openpyxl
import pytest
from django.urls import reverse

from crm.funding.models import Moment, SensitiveAnswers
from crm.funding.questions import current
from crm.journal.models import Action, Entry
from crm.registers.register import Register
from tests.crm.desk import another, at_the_desk, colleague
from tests.crm.funding.lives import APART, ENTRY, complete

pytestmark = pytest.mark.django_db

WITHOUT = [
    "Responsables",
    "Formateurs",
    "Accueil du télécentre",
    "Délégué à la protection des données",
    "Élus",
]
QUESTIONS = [one.label for one in current(ENTRY).form(Moment.ENTRY).questions(sensitive=True)]


def addresses(row):
    return [
        reverse("crm_participation", args=[row.pk]) + "?sensibles=oui",
        reverse("crm_participation_fill", args=[row.pk, "entry"]),
        reverse("crm_operation", args=[row.operation_id]) + "?q=refused&seulement=incomplets",
        reverse("crm_operations"),
        reverse("crm_funding_board") + "?qui=tous&sensitive__answers=no",
        reverse("crm_person", args=[row.person_id]),
        reverse("crm_search") + "?q=refused",
    ]


def test_those_who_hold_the_right_see_them_when_they_ask_and_the_journal_says_so():
    row, user = complete(), colleague()
    desk, page = at_the_desk(user), reverse("crm_participation", args=[row.pk])

    plain = desk.get(page).content.decode()
    assert not [one for one in QUESTIONS if one in plain]
    shown = desk.get(f"{page}?sensibles=oui").content.decode()
    assert all(one in shown for one in QUESTIONS)
    read = Entry.objects.about(row).filter(action=Action.READ, actor=user).order_by("pk")
    assert [one.fields for one in read] == [[], ["sensitive_answers"]]


@pytest.mark.parametrize("role", WITHOUT)
def test_nobody_else_reads_a_question_or_an_answer_anywhere(role):
    row = complete()
    colleague()
    desk = at_the_desk(another(role))
    for address in addresses(row):
        shown = desk.get(address, follow=True).content.decode()
        assert not [one for one in QUESTIONS if one in shown], address


def test_no_register_reads_them():
    for register in Register.__subclasses__():
        assert register.model is not SensitiveAnswers
        sought = register.search_fields or []
        columns = [*register.list_display, *register.list_filter, *sought]
        assert not [one for one in columns if "sensitive" in str(one) or "answers" in str(one)]


def test_the_export_of_people_holds_none():
    row = complete()
    colleague()
    desk = at_the_desk(another("Responsables"))
    address = "/admin/registres/personnes/?export=xlsx"
    answer = desk.post(address, {"purpose": "Essai des colonnes"})
    assert answer.status_code == 200
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    texts = [str(cell.value) for line in book.active.iter_rows() for cell in line if cell.value]
    assert row.person.file_number in texts
    assert not set(texts) & {"refused", "NSP", "disability", *QUESTIONS}


def test_the_journal_and_the_letters_hold_none():
    row = complete()
    told = " ".join(
        f"{one.before}{one.after}{one.reason}{one.fields}" for one in Entry.objects.all()
    )
    told += " ".join(row.person.letters.values_list("body", flat=True))
    assert not [word for word in (*APART, "refused", *QUESTIONS) if word in told]
