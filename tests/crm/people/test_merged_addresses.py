"""Whatever led to a file that was merged leads to the one that stayed."""

import pytest
from django.urls import reverse

from crm.journeys.models import Interaction, Track
from crm.people.admin import PersonRegister
from crm.people.merging.services import merge
from tests.crm.desk import at_the_desk
from tests.crm.people.doubles import FIRST, NOW, followed, two_files
from tests.crm.registers.readers import reader, url

pytestmark = pytest.mark.django_db


def address(one, other):
    return reverse("crm_merge", args=[one.pk, other.pk])


def test_addresses_of_nobody_do_not_exist():
    older, _ = two_files()
    client = at_the_desk()

    for pk in (0, 10**18, 10**30):
        assert client.get(f"/admin/accueil/personnes/{older.pk}/fusion/{pk}/").status_code == 404
        assert client.get(f"/admin/accueil/personnes/{pk}/fusion/").status_code == 404


def test_old_addresses_lead_to_the_file_that_stayed():
    kept, ended = two_files()
    merge(kept, ended, by=None, at=NOW)
    client = at_the_desk()

    for name, args in (("crm_person", []), ("crm_merge_choose", []), ("crm_person_edit", []),
                       ("crm_household", [])):  # fmt: skip
        there = client.get(reverse(name, args=[ended.pk, *args]))
        assert there.url == reverse(name, args=[kept.pk, *args])
    assert client.get(address(kept, ended)).url == reverse("crm_person", args=[kept.pk])
    officer = reader("crm_people.view_person", "crm_journal.view_entry")
    for action in ("inspect", "history"):
        there = officer.get(url(PersonRegister, action, ended.pk))
        assert there.url == url(PersonRegister, action, kept.pk)


def test_the_history_of_the_file_that_stayed_tells_of_both():
    kept, ended = two_files()
    merge(kept, ended, by=None, at=NOW)
    officer = reader("crm_people.view_person", "crm_journal.view_entry")

    entries = officer.get(url(PersonRegister, "history", kept.pk)).context_data["entries"]

    assert {entry.object_id for entry in entries} == {str(kept.pk), str(ended.pk)}


def test_the_number_of_the_file_that_ended_still_finds_the_person():
    kept, ended = two_files()
    merge(kept, ended, by=None, at=NOW)

    found = at_the_desk().get(reverse("crm_search"), {"q": ended.file_number})

    assert found.url == reverse("crm_person", args=[kept.pk])


def test_a_note_typed_while_a_colleague_merged_goes_to_the_file_that_stayed():
    kept, ended = two_files()
    followed(kept, FIRST, Track.RELOCATION)
    merge(kept, ended, by=None, at=NOW)

    at_the_desk().post(reverse("crm_log", args=[ended.pk]), {"said": "note", "text": "À rappeler."})

    assert Interaction.objects.get(kind="note").person == kept
