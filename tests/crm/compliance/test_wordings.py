"""The texts that people read: their versions at the desk, and the door that adds one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from crm.compliance.wordings import difference, texts
from crm.consents.models import Purpose, Wording
from crm.consents.services import current_wording, informed, note
from crm.consents.writing import add_version
from crm.journal.refusal import Refused
from tests.crm.factories import UserFactory, make_person

pytestmark = pytest.mark.django_db

CODE = "message"


@pytest.fixture
def manager():
    return UserFactory(groups=["Responsables"])


def first() -> Wording:
    found = current_wording(CODE)
    assert found is not None
    return found


def add(manager, text: str = "", *, after: int = 0, **options):
    day = timezone.localdate() + timedelta(days=after)
    said = text or first().text + "\n\nUne ligne de plus."
    return add_version(CODE, said, valid_from=day, by=manager, **({"read": 1} | options))


def test_a_version_is_added_and_the_former_one_keeps_its_text(manager):
    before = first()

    row = add(manager)

    assert row.version == 2
    assert current_wording(CODE) == row
    assert Wording.objects.get(pk=before.pk).text == before.text


def test_a_version_to_come_waits_for_its_day(manager):
    before = first()

    add(manager, after=3)

    assert current_wording(CODE) == before


@pytest.mark.parametrize(
    ("text", "options", "why"),
    [
        ("Sans responsable ni délégué.", {}, "Gardez {delegue}"),
        ("{responsable} {delegue} {autre}", {}, "{autre}"),
        ("", {"after": -1}, "à partir d’aujourd’hui"),
        ("", {"read": 4}, "Une autre version"),
    ],
)
def test_a_version_that_would_mislead_is_refused(manager, text, options, why):
    with pytest.raises(Refused, match=why):
        add(manager, text, **options)


def test_a_version_that_changes_nothing_is_refused(manager):
    with pytest.raises(Refused, match="rien n’a changé"):
        add(manager, first().text + "\n")


def test_the_difference_tells_words_and_loses_none():
    parts = list(difference("gardé six mois\n\nici", "gardé douze mois\n\nici"))

    assert ("removed", "six") in parts
    assert ("added", "douze") in parts
    assert "".join(words for kind, words in parts if kind != "added") == "gardé six mois\n\nici"
    assert "".join(words for kind, words in parts if kind != "removed") == "gardé douze mois\n\nici"


def test_what_holds_a_text_is_counted_whatever_its_room():
    note(make_person(), Purpose.NOTICE, given=True, channel="formulaire", wording=first())
    note(make_person(), Purpose.NOTICE, given=True, channel="formulaire", wording=first())

    assert {text.code: text.held for text in texts()}[CODE] == 2


def test_an_information_is_kept_once_a_version(manager):
    person = make_person()

    assert informed(person, CODE, channel="page de suivi") is not None
    assert informed(person, CODE, channel="page de suivi") is None
    add(manager)
    assert informed(person, CODE, channel="page de suivi") is not None

    versions = person.consents.order_by("pk").values_list("wording__version", flat=True)
    assert list(versions) == [1, 2]


def test_the_screens_show_versions_what_changed_and_where_it_is_read(client, manager):
    add(
        manager,
        first()
        .text.replace("6\N{NO-BREAK SPACE}mois", "9\N{NO-BREAK SPACE}mois")
        .replace("6 mois", "9 mois"),
    )
    client.force_login(manager)

    all_of_them = client.get(reverse("crm_wordings")).content.decode()
    one = client.get(reverse("crm_wording", args=[CODE])).content.decode()

    assert "Être rappelé" in all_of_them
    assert "<ins>9</ins>" in one
    assert "<del>6</del>" in one
    assert "Nous écrire" in one


def test_a_version_is_written_on_the_screen_and_kept_when_refused(client, manager):
    client.force_login(manager)
    address = reverse("crm_wording_new", args=[CODE])
    day = timezone.localdate().isoformat()

    refused = client.post(address, {"text": "Trop court", "valid_from": day, "read": 1})
    kept = client.post(
        address, {"text": first().text + "\n\nEn plus.", "valid_from": day, "read": 1}
    )

    assert refused.status_code == 422
    assert "Trop court" in refused.content.decode()
    assert kept.status_code == 302
    assert Wording.objects.filter(code=CODE).count() == 2


def test_the_list_of_texts_asks_no_more_of_the_database_when_there_are_more(manager):

    with CaptureQueriesContext(connection) as few:
        texts()
    Wording.objects.bulk_create(
        Wording(code=f"autre-{n}", version=1, text="x", valid_from=date(2020, 1, 1))
        for n in range(30)
    )
    with CaptureQueriesContext(connection) as many:
        texts()

    assert len(few) == len(many)
