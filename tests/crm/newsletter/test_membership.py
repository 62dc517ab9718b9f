"""Who receives the newsletter: addresses and people together, and how one word ends both."""

from datetime import timedelta

import pytest
from django.utils import timezone

from crm.consents.models import Consent, Purpose, SuppressionReason
from crm.consents.services import note
from crm.consents.suppression import digest, is_suppressed, suppress
from crm.mailings.audiences import AUDIENCES
from crm.newsletter import jobs, services
from crm.newsletter.membership import agrees, members
from crm.newsletter.models import Subscriber, SubscriberState
from crm.people.reaching import contact_fails
from tests.crm.factories import UserFactory, make_person
from tests.crm.newsletter.factories import asked, subscribed

pytestmark = pytest.mark.django_db

NOW = timezone.now()


def says(person, given, *, days=0):
    at = timezone.now() - timedelta(days=days)
    return note(person, Purpose.NEWSLETTER, given=given, channel="au téléphone", at=at)


def who(at=None):
    return [one.email for one in members(at or timezone.now())]


def last_word(person):
    return Consent.objects.filter(person=person).order_by("-at", "-pk").first()


def test_people_and_addresses_receive_it_each_address_once():
    ada = make_person(first_name="Ada", last_name="Roche", email="Ada@example.org")
    says(ada, True)
    says(make_person(email="non@example.org"), False)
    make_person(email="silence@example.org")
    subscribed("ada@example.org")
    subscribed("rose@example.org")
    asked("attend@example.org")

    found = {one.email: one for one in members(timezone.now())}

    assert set(found) == {"ada@example.org", "rose@example.org"}
    assert found["ada@example.org"].person == ada
    assert found["ada@example.org"].fields["prenom"] == "Ada"
    assert found["rose@example.org"].person is None
    assert all(agrees(one, NOW) for one in found)
    assert not any(agrees(f"{one}@example.org", NOW) for one in ("non", "silence", "attend", "x"))


def test_people_who_cannot_be_reached_are_not_members():
    lost, gone = make_person(email="lost@example.org"), make_person(email="gone@example.org")
    for person in (lost, gone):
        says(person, True)
    contact_fails(lost.contact_points.get(kind="email"), by=None)
    gone.anonymised_at = timezone.now()
    gone.save(update_fields=["anonymised_at"])

    assert who() == []


def test_a_no_said_to_an_advisor_ends_what_the_address_confirmed_and_a_later_confirmation_begins_again():
    person = make_person(email="rose@example.org")
    row = subscribed(at=timezone.now() - timedelta(days=10))
    assert who() == ["rose@example.org"]

    says(person, False, days=5)
    assert who() == []
    assert not agrees("rose@example.org", NOW)
    jobs.see_to_subscriptions(timezone.now())
    row.refresh_from_db()
    assert (row.state, row.email) == (SubscriberState.UNSUBSCRIBED, "")

    subscribed()
    assert who() == ["rose@example.org"]
    assert agrees("rose@example.org", NOW)


def test_leaving_ends_the_subscription_and_the_word_of_the_file():
    person = make_person(email="rose@example.org")
    says(person, True)
    row = subscribed()

    AUDIENCES["newsletter"].leave(" Rose@example.org", "lien de la lettre", timezone.now())

    row.refresh_from_db()
    assert (row.state, row.email, row.left_by) == ("unsubscribed", "", "lien de la lettre")
    assert row.trace == digest("rose@example.org")
    word = last_word(person)
    assert (word.given, word.channel) == (False, "lien de la lettre")
    assert who() == []
    assert not agrees("rose@example.org", timezone.now())


def test_leaving_before_confirming_leaves_nothing_behind():
    asked()

    services.leave("rose@example.org", "lien", timezone.now())
    services.leave("inconnue@example.org", "lien", timezone.now())

    assert not Subscriber.objects.exists()


def test_an_agent_takes_off_an_address_that_asked_to_go():
    person = make_person(email="rose@example.org")
    says(person, True)
    row = subscribed()

    assert services.take_off("Rose@example.org", bounced=False, by=UserFactory())
    assert not services.take_off("rose@example.org", bounced=False, by=UserFactory())

    row.refresh_from_db()
    assert row.state == SubscriberState.UNSUBSCRIBED
    assert not last_word(person).given
    assert is_suppressed("rose@example.org", "newsletter")


def test_an_address_that_fails_is_not_somebody_who_says_no():
    person = make_person(email="rose@example.org")
    says(person, True)
    row = subscribed()

    services.take_off("rose@example.org", bounced=True, by=UserFactory())

    row.refresh_from_db()
    assert row.state == SubscriberState.BOUNCED
    assert last_word(person).given
    assert is_suppressed("rose@example.org", "newsletter")


def test_the_day_follows_what_was_set_aside_elsewhere():
    returned, opposed, stays = (subscribed(f"{one}@example.org") for one in ("r", "o", "s"))
    suppress("r@example.org", reason=SuppressionReason.BOUNCED)
    suppress("o@example.org", reason=SuppressionReason.OBJECTION)

    for _ in range(2):
        jobs.see_to_subscriptions(timezone.now())

    states = [Subscriber.objects.get(pk=one.pk).state for one in (returned, opposed, stays)]
    assert states == ["bounced", "unsubscribed", "confirmed"]


def test_the_proof_of_who_left_is_kept_three_years():
    row = subscribed(at=NOW - timedelta(days=1300))
    services.leave(row.email, "lien", NOW - timedelta(days=1200))
    recent = subscribed("ada@example.org", at=NOW - timedelta(days=1300))
    services.leave(recent.email, "lien", NOW - timedelta(days=900))

    assert jobs.forget_proofs(NOW) == 1

    assert list(Subscriber.objects.all()) == [recent]


def test_asking_who_is_a_member_takes_the_same_queries_however_many(django_assert_max_num_queries):
    for rank in range(6):
        subscribed(f"a{rank}@example.org")
        says(make_person(email=f"p{rank}@example.org"), True)

    with django_assert_max_num_queries(6):
        assert len(who()) == 12
