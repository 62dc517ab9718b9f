"""Notes drawn by lot each month, read again without the name of whom they are about."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from crm.compliance.models import Rereading, Verdict
from crm.compliance.rereading import draw, judge
from crm.journal.models import Action, Entry
from crm.journal.refusal import Refused
from crm.journeys.exchanges import log
from crm.journeys.models import InteractionKind, Task, Visibility
from crm.privacy.services import anonymise
from tests.crm.desk import at_the_desk, colleague
from tests.crm.factories import UserFactory, make_person

pytestmark = pytest.mark.django_db


def note(text: str = "Rappelle en mai.", **options: object) -> None:
    log(make_person(), InteractionKind.CALL, by=UserFactory(), text=text, **options)  # type: ignore[arg-type]


def test_some_recent_notes_are_drawn_once_a_month(settings):
    settings.REREAD_NOTES = 3
    for _ in range(5):
        note()
    note(at=timezone.now() - timedelta(days=60))
    note("", visibility=Visibility.TEAM)

    assert (draw(), draw()) == (3, 0)


def test_what_its_author_keeps_to_themselves_is_not_drawn():
    note(visibility=Visibility.AUTHOR)

    assert draw() == 0


def test_the_officer_reads_a_note_without_the_name_and_their_reading_is_journalled():
    person = make_person(first_name="Sylvie", last_name="Reynal")
    log(person, InteractionKind.CALL, by=UserFactory(), text="SYLVIE REYNAL rappelle, dit Reynal.")
    draw()
    client = at_the_desk(colleague("Délégué à la protection des données"))

    page = client.get(reverse("crm_rereading")).content.decode()
    client.get(reverse("crm_rereading"))

    assert "reynal" not in page.lower()
    assert "sylvie" not in page.lower()
    assert person.file_number in page
    assert Entry.objects.filter(action=Action.READ, person=person).count() == 1


def test_a_note_to_take_up_again_becomes_a_task_of_its_author():
    author = UserFactory()
    log(make_person(), InteractionKind.CALL, by=author, text="Un mot de trop.")
    draw()
    row = Rereading.objects.get()

    judge(row, Verdict.AGAIN, by=None)

    assert Task.objects.get().assignee == author
    with pytest.raises(Refused, match="déjà relue"):
        judge(row, Verdict.FINE, by=None)


def test_the_draw_goes_with_the_person():
    note()
    draw()

    anonymise(Rereading.objects.get().person)

    assert not Rereading.objects.exists()
