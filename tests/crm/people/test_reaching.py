"""The ways to reach somebody: added, corrected, verified, in error, and the last one kept by a warning."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connections, transaction
from django.urls import reverse

from crm.journal.models import Action, Entry
from crm.journal.refusal import Refused
from crm.people.models import ContactPoint
from crm.people.reaching import (
    LastWay,
    confirm_address,
    contact_fails,
    correct_contact,
    drop_contact,
    mail_address,
    note_contact,
    verify_contact,
)
from tests.crm.desk import at_the_desk, colleague
from tests.crm.factories import make_person

THEN = datetime(2011, 3, 3, 9, tzinfo=UTC)
DAY = "3\N{NO-BREAK SPACE}mars\N{NO-BREAK SPACE}2011"


def post(person, name, data, *args, user=None):
    return at_the_desk(user).post(reverse(name, args=[person.pk, *args]), data)


@pytest.mark.django_db
def test_a_way_added_at_the_desk_is_journalled_without_its_value():
    person, user = make_person(), colleague()

    post(person, "crm_contact_new", {"kind": "phone", "value": "06 39 98 01 42"}, user=user)

    assert str(person.contact_points.get(kind="phone")) == "06 39 98 01 42"
    line = Entry.objects.about(person).get(action=Action.CHANGED)
    assert (line.fields, line.actor, line.reason) == (["contact_points"], user, "")


@pytest.mark.django_db
def test_the_same_number_typed_otherwise_is_refused_beside_its_field():
    person = make_person(phone="06 39 98 01 42")

    answer = post(person, "crm_contact_new", {"kind": "phone", "value": "+33 6 39 98 01 42"})

    assert answer.status_code == 422
    assert "déjà au dossier" in answer.content.decode()
    assert 'value="+33 6 39 98 01 42"' in answer.content.decode()


@pytest.mark.django_db
def test_an_address_that_a_couple_shares_is_said_and_never_refused():
    one = make_person(email="famille@example.org", last_name="Montaigu")
    other = make_person()

    answer = at_the_desk().post(
        reverse("crm_contact_new", args=[other.pk]),
        {"kind": "email", "value": "Famille@example.org"},
        follow=True,
    )

    assert other.contact_points.filter(normalised="famille@example.org").exists()
    assert f"dossier n° {one.file_number}, a la même coordonnée" in answer.content.decode()


@pytest.mark.django_db
def test_a_corrected_way_keeps_its_place_and_is_to_verify_again():
    person = make_person(email="avant@example.org")
    point = person.contact_points.get()
    verify_contact(point, by=None, at=THEN)

    correct_contact(point, "apres@example.org", by=None)

    point.refresh_from_db()
    assert (point.value, point.is_primary, point.verified_at) == ("apres@example.org", True, None)


@pytest.mark.django_db
def test_a_correction_that_repeats_another_way_is_refused():
    person = make_person(email="avant@example.org")
    second = note_contact(person, "email", "autre@example.org", by=None)

    with pytest.raises(Refused, match="déjà au dossier"):
        correct_contact(second, "AVANT@example.org", by=None)


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["pas une adresse", "", "a" * 300])
def test_a_bad_correction_keeps_what_was_typed(typed):
    person = make_person(email="avant@example.org")
    point = person.contact_points.get()

    answer = post(person, "crm_contact_change", {"act": "correct", "value": typed}, point.pk)

    point.refresh_from_db()
    assert answer.status_code == 422
    assert point.value == "avant@example.org"


@pytest.mark.django_db
def test_the_file_says_in_words_how_a_way_stands():
    person = make_person(email="avant@example.org")
    point = person.contact_points.get()
    assert point.state_words == "pas encore vérifiée"

    verify_contact(point, by=None, at=THEN)
    assert point.state_words == f"vérifiée le {DAY}"

    contact_fails(point, by=None, at=THEN)
    page = at_the_desk().get(reverse("crm_person", args=[person.pk])).content.decode()
    assert f"en erreur depuis le {DAY}" in page


@pytest.mark.django_db
@pytest.mark.parametrize(("act", "column"), [("verify", "verified_at"), ("fails", "bounced_at")])
def test_one_button_says_how_a_way_stands(act, column):
    person = make_person()
    point = person.contact_points.get()

    post(person, "crm_contact_change", {"act": act}, point.pk)

    point.refresh_from_db()
    assert getattr(point, column) is not None


@pytest.mark.django_db
def test_a_way_is_never_both_verified_and_in_error():
    point = make_person().contact_points.get()
    point.verified_at = point.bounced_at = THEN

    with pytest.raises(ValidationError, match="pas les deux"):
        point.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        point.save()


@pytest.mark.django_db
def test_the_last_way_goes_only_when_asked_twice():
    person = make_person(email="seule@example.org")
    point = person.contact_points.get()

    answer = post(person, "crm_contact_change", {"act": "drop"}, point.pk)

    assert answer.status_code == 422
    assert "dernier moyen de joindre" in answer.content.decode()
    assert ContactPoint.objects.filter(pk=point.pk).exists()

    post(person, "crm_contact_change", {"act": "drop", "sure": "on"}, point.pk)
    assert not person.contact_points.exists()


@pytest.mark.django_db
def test_a_way_in_error_is_no_way():
    person = make_person(phone="06 39 98 01 42")
    contact_fails(person.contact_points.get(kind="phone"), by=None)

    with pytest.raises(LastWay):
        drop_contact(person.contact_points.get(kind="email"), by=None)


@pytest.mark.django_db
def test_acting_through_a_letter_verifies_the_address_it_was_sent_to():
    person = make_person(email="Claire@example.org")

    assert confirm_address(person, "claire@EXAMPLE.org", at=THEN)
    assert not confirm_address(person, "claire@example.org")
    assert not confirm_address(person, "inconnue@example.org")
    assert person.contact_points.get().verified_at == THEN


@pytest.mark.django_db
def test_the_way_of_somebody_else_is_not_found():
    person, other = make_person(), make_person()
    point = other.contact_points.get()

    answer = post(person, "crm_contact_change", {"act": "drop", "sure": "on"}, point.pk)

    assert answer.status_code == 404
    assert ContactPoint.objects.filter(pk=point.pk).exists()


@pytest.mark.django_db
@pytest.mark.parametrize("group", ["Formateurs", "Délégué à la protection des données", "Élus"])
def test_those_who_follow_nobody_change_no_way(group):
    person = make_person()
    point = person.contact_points.get()

    answer = post(person, "crm_contact_change", {"act": "fails"}, point.pk, user=colleague(group))

    point.refresh_from_db()
    assert answer.status_code in {302, 403}
    assert point.bounced_at is None


@pytest.mark.django_db(transaction=True)
def test_two_first_telephones_at_once_leave_one_primary():
    person = make_person()

    def add(number):
        try:
            note_contact(person, "phone", f"06 39 98 01 {number:02}", by=None)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(max_workers=8) as agents:
        list(agents.map(add, range(8)))

    phones = person.contact_points.filter(kind="phone")
    assert (phones.count(), phones.filter(is_primary=True).count()) == (8, 1)


@pytest.mark.django_db
def test_letters_leave_an_address_in_error_for_the_other_one():
    person = make_person(email="ancienne@example.org")
    note_contact(person, "email", "nouvelle@example.org", by=None)
    contact_fails(person.contact_points.get(is_primary=True, kind="email"), by=None)

    assert mail_address(person) == "nouvelle@example.org"
    assert [point.value for point in person.contact_points.for_letters()] == [mail_address(person)]
