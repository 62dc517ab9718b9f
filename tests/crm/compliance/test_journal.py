"""The journal on the screens of the officer: sentences, pages by key, no name, exports for a purpose."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from crm.compliance.journal_reading import A_PAGE, Asked, lines, readers, sheet
from crm.compliance.journal_words import say
from crm.journal.models import Action, Entry
from crm.journal.services import line, record, record_all
from tests.crm.desk import at_the_desk, colleague
from tests.crm.factories import UserFactory, make_person

pytestmark = pytest.mark.django_db
OFFICER = "Délégué à la protection des données"


def test_a_line_is_a_sentence_that_names_the_person_to_whom_may_read_files_alone():
    person, user = (
        make_person(last_name="Rey"),
        UserFactory(first_name="Claire", last_name="Martin"),
    )
    entry = record(Action.READ, person, by=user, person_id=person.pk)

    (blind,) = say([entry], with_names=False)
    (named,) = say([entry], with_names=True)

    assert blind.text == f"Claire Martin a consulté le dossier {person.file_number}"
    assert "Rey" in named.text


def test_pages_follow_one_another_by_key_without_a_hole_nor_a_line_twice():
    user, now = UserFactory(), timezone.now()
    record_all(line(Action.READ, user, by=user, at=now) for _ in range(A_PAGE * 2 + 5))
    rows = lines(Asked(account=user))

    seen, after = [], ""
    while True:
        page = sheet(rows, after)
        seen += [one.pk for one in page.rows]
        after = page.after
        if not after:
            break

    assert seen == list(rows.values_list("pk", flat=True))


@pytest.mark.parametrize("junk", ["x", "1-", "9" * 60, "9999999999999999999-1", "-"])
def test_a_wrong_key_is_the_first_page(junk):
    client = at_the_desk(colleague(OFFICER))

    assert client.get(reverse("crm_journal"), {"apres": junk}).status_code == 200


def test_the_file_says_who_read_it_and_how_many_times():
    person, one, other = make_person(), UserFactory(), UserFactory()
    for by, days in ((one, 3), (one, 2), (other, 1)):
        at = timezone.now() - timedelta(days=days)
        record(Action.READ, person, by=by, person_id=person.pk, at=at)

    assert [(who.user, who.times) for who in readers(person, Asked())] == [(other, 1), (one, 2)]
    page = at_the_desk(colleague(OFFICER)).get(reverse("crm_journal_person", args=[person.pk]))
    assert page.status_code == 200
    assert person.last_name not in page.content.decode()


def test_queries_do_not_grow_with_lines():
    client = at_the_desk(colleague(OFFICER))
    address, counts = reverse("crm_journal"), []
    for number in (3, 60):
        for _ in range(number):
            person = make_person()
            record(Action.READ, person, by=UserFactory(), person_id=person.pk)
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        counts.append(len(captured))

    assert counts[0] == counts[1]


def test_the_export_asks_why_and_keeps_the_filters():
    client = at_the_desk(colleague(OFFICER))
    record(Action.ANONYMISED, make_person(), reason="Mots libres")
    address = reverse("crm_journal_export") + "?action=anonymised"

    asked = client.get(address)
    file = client.post(address, {"purpose": "Contrôle de la CNIL"})
    text = b"".join(file.streaming_content).decode()

    assert "À quoi servira cet export" in asked.content.decode()
    assert "anonymisation" in text
    assert "connexion" not in text
    assert "Mots libres" not in text
    entry = Entry.objects.filter(action=Action.EXPORTED).get()
    assert entry.fields == ["crm_journal.entry", "action"]
    assert "Contrôle de la CNIL" in entry.reason


def test_an_account_shows_what_it_did():
    user = UserFactory()
    record(Action.READ, make_person(), by=user)

    page = at_the_desk(colleague(OFFICER)).get(reverse("crm_journal_account", args=[user.pk]))

    assert "consultation" in page.content.decode()
