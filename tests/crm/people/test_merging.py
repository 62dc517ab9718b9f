"""Two files made one: everything goes along, nothing is lost, the old one only leads to the new one."""

from datetime import date, timedelta

import pytest

from crm.consents.models import Consent
from crm.journal.models import Entry
from crm.journal.refusal import Refused
from crm.journeys.models import Interaction, Journey, Task, Track
from crm.letters.models import Letter
from crm.people.merging.rules import RULES, Choices, is_unique, key_of, relations
from crm.people.merging.services import merge
from crm.people.models import (
    ContactKind,
    ContactPoint,
    Household,
    MergeReport,
    Person,
    ProfessionalStatus,
    StatusSpell,
)
from crm.people.search import people_matching
from crm.people.services import add_contact, note_status
from crm.privacy.services import anonymise
from tests.crm.desk import colleague
from tests.crm.factories import make_person, make_territory
from tests.crm.people.doubles import FIRST, LATER, NOW, followed, two_files

pytestmark = pytest.mark.django_db


def left_on(person):
    """The relations by which something still points to a person, the journal apart."""
    return [
        key_of(link)
        for link in relations(Person)
        if link.model is not Entry
        and link.model._base_manager.filter(**{link.name: person}).exists()
    ]


@pytest.mark.parametrize("target", [Person, Household])
def test_whatever_is_unique_to_somebody_has_its_rule(target):
    unsettled = [key_of(link) for link in relations(target) if is_unique(link)]

    assert [key for key in unsettled if key not in RULES] == []


def test_nothing_points_to_the_file_that_ended():
    kept, ended = two_files()
    followed(kept, FIRST)
    followed(ended, LATER, Track.RELOCATION)
    Letter.objects.create(
        key="x", template="x", person=ended, to="c@example.org", subject="S", body="B",
        written_at=LATER,
    )  # fmt: skip
    grandfather = make_person(at=FIRST)
    merge(ended, grandfather, by=None, at=NOW)

    merge(kept, ended, by=None, at=NOW)

    assert left_on(ended) == []
    grandfather.refresh_from_db()
    assert grandfather.merged_into == kept
    for model in (Interaction, Task, Consent, Journey):
        assert model.objects.filter(person=kept).count() == 2


def test_the_file_that_ended_has_no_address_and_its_name_leads_to_the_other():
    kept, ended = two_files()

    merge(kept, ended, by=None, at=NOW)

    assert ended.merged_into == kept
    assert not ended.contact_points.exists()
    assert ended not in Person.objects.alive()
    assert list(people_matching("montegu")) == [kept]


def test_what_was_chosen_is_taken_and_nothing_else():
    communes = make_territory()
    kept, ended = two_files(birth_year=1976, commune=communes["lyon"])

    merged = merge(
        kept, ended, choices=Choices(frozenset({"last_name", "home", "trade"})), by=None, at=NOW
    )

    assert (kept.last_name, kept.trade, kept.commune.pk) == ("Montégu", "traductrice", "69123")
    assert kept.birth_year == 1975
    assert kept.name_key == "claire montegu"
    assert merged.report.taken == ["home", "last_name", "trade"]


def test_the_survivor_is_as_old_as_the_older_and_heard_from_as_lately_as_the_later():
    older, younger = two_files()

    merge(younger, older, by=None, at=NOW)

    assert (younger.created_at, younger.last_inbound_at) == (FIRST, LATER)


def test_contact_points_are_united_with_one_primary_a_kind():
    kept, ended = two_files()
    add_contact(ended, ContactKind.PHONE, "06 39 98 02 02")

    merge(kept, ended, by=None, at=NOW)

    points = ContactPoint.objects.filter(person=kept)
    assert sorted(points.values_list("normalised", flat=True)) == [
        "+33639980101", "+33639980202", "c.montaigu@example.org", "claire@example.org",
    ]  # fmt: skip
    assert sorted(points.filter(is_primary=True).values_list("normalised", flat=True)) == [
        "+33639980101", "claire@example.org",
    ]  # fmt: skip


def test_the_primary_address_may_be_the_other_files():
    kept, ended = two_files()

    merge(kept, ended, choices=Choices(frozenset({"primary_email"})), by=None, at=NOW)

    first = kept.contact_points.get(kind="email", is_primary=True)
    assert first.normalised == "c.montaigu@example.org"


def test_situations_become_one_line_of_time():
    kept, ended = two_files()
    note_status(kept, ProfessionalStatus.EMPLOYEE, at=FIRST)
    note_status(kept, ProfessionalStatus.SELF_EMPLOYED, at=LATER + timedelta(days=10))
    note_status(ended, ProfessionalStatus.UNEMPLOYED, at=LATER)

    merge(kept, ended, by=None, at=NOW)

    line = StatusSpell.objects.filter(person=kept).values_list("status", "starts_on", "ends_on")
    assert list(line) == [
        ("employee", date(2011, 1, 10), date(2011, 2, 9)),
        ("unemployed", date(2011, 2, 9), date(2011, 2, 19)),
        ("self_employed", date(2011, 2, 19), None),
    ]
    assert kept.professional_status == "self_employed"


def test_the_situation_that_was_chosen_is_todays():
    kept, ended = two_files()
    note_status(kept, ProfessionalStatus.EMPLOYEE, at=FIRST)
    note_status(ended, ProfessionalStatus.UNEMPLOYED, at=LATER)

    merge(kept, ended, by=None, at=NOW)

    kept.refresh_from_db()
    current = StatusSpell.objects.get(person=kept, ends_on__isnull=True)
    assert (current.status, current.starts_on) == ("employee", NOW.date())
    assert kept.professional_status == "employee"


def test_the_report_tells_who_what_and_how_much_but_no_value():
    kept, ended = two_files()
    followed(ended, LATER)
    somebody = colleague()

    report = merge(kept, ended, choices=Choices(frozenset({"trade"})), by=somebody, at=NOW).report

    assert (report.by, report.at, report.previous_number) == (somebody, NOW, ended.file_number)
    assert report.moved["crm_journeys.interaction"] == 1
    assert "1\N{NO-BREAK SPACE}échange" in report.lines()
    assert "traductrice" not in str([report.taken, report.moved])
    fields = Entry.objects.about(kept).latest("pk").fields
    assert fields == ["merged_from", "trade"]


def test_a_merging_writes_to_nobody():
    kept, ended = two_files()
    followed(kept, FIRST)
    followed(ended, LATER)

    merge(kept, ended, by=None, at=NOW)

    assert not Letter.objects.exists()


def test_a_file_does_not_merge_with_itself():
    kept, _ = two_files()

    with pytest.raises(Refused, match="lui-même"):
        merge(kept, kept, by=None)


def test_a_file_that_was_merged_or_anonymised_merges_no_more():
    kept, ended = two_files()
    other, gone = make_person(), make_person()
    merge(kept, ended, by=None, at=NOW)
    anonymise(gone, at=NOW)

    for couple in ((other, ended), (ended, other)):
        with pytest.raises(Refused, match="déjà été fusionné"):
            merge(*couple, by=None)
    for couple in ((other, gone), (gone, other)):
        with pytest.raises(Refused, match="anonymisé"):
            merge(*couple, by=None)


def test_erasing_the_survivor_erases_what_was_merged_into_it():
    kept, ended = two_files()
    merge(kept, ended, choices=Choices(frozenset({"trade"})), by=None, at=NOW)

    anonymise(kept, at=NOW)

    ended.refresh_from_db()
    assert ended.anonymised_at == NOW
    assert (ended.last_name, ended.first_name) == ("", "")
    assert MergeReport.objects.get().previous_number == "Effacé"
