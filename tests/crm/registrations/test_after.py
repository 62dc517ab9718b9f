"""Who may be invited again, and what is forgotten of those who came."""

from __future__ import annotations

import pytest

from crm.consents.models import Consent, Purpose, Wording
from crm.consents.services import note
from crm.letters import links
from crm.letters.models import Letter, SecretLink
from crm.mailings.audiences import AUDIENCES
from crm.privacy.erasure import erase
from crm.registrations.forgetting import forget
from crm.registrations.letters import PURPOSE
from crm.registrations.models import Registration
from crm.registrations.seats import coming
from crm.registrations.services import change, register
from tests.crm.factories import make_person

from .coming import (
    NOW,
    SOON,
    a_group,
    an_edition,
    came_in,
    on,
    state_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(time_machine):
    time_machine.move_to(NOW, tick=False)
    return an_edition(capacity=1)


def test_those_who_agreed_and_have_not_left_are_invited_once_each(page):
    yes = came_in(page, 0, wants_invitations=True)
    came_in(page, 1)
    register(page.edition, a_group(2, wants_invitations=True), at=NOW)
    person = make_person()
    own = person.contact_points.get(kind="email").value
    note(person, Purpose.FORUM, given=True, channel="entretien", at=NOW)
    audience = AUDIENCES["forum"]

    assert {one.email for one in audience.members(NOW)} == {own, yes.email}
    for address in (own, yes.email):
        assert audience.agrees(address, NOW)
        audience.leave(address, "lien du courriel", SOON)
        assert not audience.agrees(address, SOON)
    assert list(audience.members(SOON)) == []
    assert Consent.objects.filter(given=False).count() == 1


def test_invitations_are_withdrawn_from_the_page_of_a_registration(page):
    row = came_in(page, 0, wants_invitations=True)

    change(row, a_group(0, wants_invitations=False), at=SOON)

    row.refresh_from_db()
    assert row.invitations_withdrawn_at == SOON


def test_twelve_months_after_nothing_names_anybody_and_numbers_stay(page):
    row = came_in(page, 0, phone="01 99 00 11 22")
    links.make(PURPOSE, str(row.pk))
    assert forget(on(5, 21).replace(year=2012)) == 0

    assert forget(on(5, 22).replace(year=2012)) == 1

    row.refresh_from_db()
    (one,) = coming(row)
    assert (row.first_name, row.last_name, row.email, row.phone) == ("", "Effacé", "", "")
    assert (one.first_name, one.last_name, one.name_key) == ("", "Effacé", "")
    assert row.state == "confirmed"
    assert not Letter.objects.exists()
    assert not SecretLink.objects.exists()
    assert forget(on(5, 22).replace(year=2012)) == 0


def test_somebody_erased_is_no_more_expected_and_their_place_goes_on(page):
    person = make_person()
    row = came_in(page, 0)
    Registration.objects.filter(pk=row.pk).update(person=person)
    waiting = came_in(page, 1)

    erase([person.pk], SOON)

    row.refresh_from_db()
    assert (row.state, row.last_name, row.email) == ("cancelled", "Effacé", "")
    assert state_of(waiting) == "offered"


def test_the_words_that_the_public_reads_are_written():
    assert Wording.objects.filter(code__in=["forum", "forum-invitations"], version=1).count() == 2
