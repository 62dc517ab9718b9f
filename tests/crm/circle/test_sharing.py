"""Nothing is shown without consent, and everything stops being shown on the next request."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from crm.circle import choosing, inviting, jobs, services
from crm.circle.choosing import Chosen
from crm.circle.models import Helper, HelperState, ItemKind, SharedItem
from crm.circle.seen import seen_by
from crm.consents.models import Consent, Purpose
from crm.consents.services import note
from crm.journal.models import Action, Entry
from crm.journal.refusal import Refused
from crm.journeys.models import CloseReason, Stage
from crm.journeys.services import move
from crm.letters.models import Letter
from crm.people.models import Person
from crm.privacy.services import anonymise
from tests.crm.circle.factories import SCHOOL, family, helped, inside, invited, seeing
from tests.crm.factories import make_person

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def sees(helper):
    return Helper.objects.seeing(TODAY).filter(pk=helper.pk).exists()


def templates():
    return set(Letter.objects.values_list("template", flat=True))


def test_without_the_persons_word_nothing_is_shown_and_a_letter_asks_for_it():
    journey, need = family()
    helper = invited(journey, Chosen(ItemKind.NEED, need=need), said_by="")

    assert helper.state == HelperState.ASKED
    assert not sees(helper)
    assert templates() == {"crm_circle/letters/ask.txt"}
    letter = Letter.objects.get()
    assert letter.person == journey.person
    assert SCHOOL in letter.body


def test_agreed_to_in_conversation_it_opens_and_the_person_is_written_what_is_seen():
    helper, _ = helped()

    assert sees(helper)
    assert templates() == {"crm_circle/letters/told.txt", "crm_circle/letters/invite.txt"}
    word = Consent.objects.get()
    assert (word.purpose, word.about, word.given) == (Purpose.SHARE, f"aide-{helper.pk}", True)
    assert (word.channel, word.wording.code) == ("en entretien", "partage")


def test_the_letter_to_the_partner_names_nobody():
    helper, _ = helped()

    letter = Letter.objects.get(template="crm_circle/letters/invite.txt")
    assert "Claire" not in letter.subject + letter.body
    assert "Montaigu" not in letter.subject + letter.body
    assert letter.link_target == str(helper.pk)


def test_only_what_is_chosen_is_seen():
    journey, need = family()
    only = invited(journey, Chosen(ItemKind.NEED, need=need))

    seen = seen_by(seeing(only))

    assert (seen.name, seen.phone, seen.words, seen.household, seen.stage) == (
        "Claire",
        "",
        "",
        "",
        "",
    )
    assert [one.text for one in seen.needs] == [SCHOOL]


def test_everything_that_can_be_chosen_is_seen():
    journey, need = family()
    kinds = [kind for kind in ItemKind if kind not in {ItemKind.NEED, ItemKind.WORDS}]
    words = Chosen(ItemKind.WORDS, text="Traductrice, elle cherche une école.")
    helper = invited(journey, words, Chosen(ItemKind.NEED, need=need), *map(Chosen, kinds))

    seen = seen_by(seeing(helper))

    assert (seen.name, seen.phone) == ("Claire Montaigu", "06 39 98 01 42")
    assert (seen.words, seen.household) == ("Traductrice, elle cherche une école.", "un adulte")
    assert seen.stage == "Contact"


def test_what_is_added_waits_for_a_new_yes_and_what_is_taken_away_goes_at_once():
    helper, _ = helped()
    until = helper.ends_on

    inviting.choose(
        helper, [Chosen(ItemKind.FULL_NAME), Chosen(ItemKind.PHONE)], ends_on=until, by=None
    )
    seen = seen_by(seeing(helper))
    assert (seen.name, seen.phone, seen.needs) == ("Claire Montaigu", "", [])

    services.agree(helper, channel="au téléphone")
    assert seen_by(seeing(helper)).phone == "06 39 98 01 42"


def test_days_more_wait_for_a_new_yes():
    helper, _ = helped()
    same = [Chosen.of(item) for item in helper.items.all()]
    later = helper.ends_on + timedelta(days=30)

    inviting.choose(helper, same, ends_on=later, by=None)

    assert sees(helper)
    assert not Helper.objects.seeing(later).filter(pk=helper.pk).exists()
    services.agree(helper, channel="au téléphone")
    assert Helper.objects.seeing(later).filter(pk=helper.pk).exists()


def stop_by_the_advisor(helper):
    services.revoke(helper, "La place est trouvée", by=None)


def stop_by_the_person(helper):
    services.stop(helper, channel="lien")


def stop_by_a_word_of_consent_alone(helper):
    note(helper.journey.person, Purpose.SHARE, given=False, channel="courrier", about=helper.about)


def stop_by_the_partner(helper):
    services.leave(helper)


def stop_by_closing_the_journey(helper):
    move(helper.journey, Stage.CLOSED, close_reason=CloseReason.GAVE_UP)


def stop_by_the_end_date(helper):
    Helper.objects.filter(pk=helper.pk).update(
        starts_on=TODAY - timedelta(days=9), ends_on=TODAY - timedelta(days=1)
    )


def stop_by_anonymising(helper):
    anonymise(helper.journey.person, by=None)


def stop_by_merging(helper):
    Person.objects.filter(pk=helper.journey.person_id).update(merged_into=make_person())


@pytest.mark.parametrize(
    "stop",
    [
        stop_by_the_advisor, stop_by_the_person, stop_by_a_word_of_consent_alone,
        stop_by_the_partner, stop_by_closing_the_journey, stop_by_the_end_date,
        stop_by_anonymising, stop_by_merging,
    ],
)  # fmt: skip
def test_nothing_is_shown_on_the_very_next_request(stop):
    helper, _ = helped()
    client, address = inside(helper)
    assert "Montaigu" in client.get(address).content.decode()

    stop(helper)

    response = client.get(address)
    assert response.status_code == 404
    assert "Montaigu" not in response.content.decode()


def test_an_access_that_ended_does_not_come_back_by_a_yes():
    helper, _ = helped()
    services.revoke(helper, "Fini", by=None)

    with pytest.raises(Refused, match="de nouveau"):
        services.agree(helper, channel="au téléphone")
    assert invited(helper.journey).state == HelperState.ACTIVE


def test_the_database_refuses_an_item_without_its_target():
    helper, _ = helped()

    with pytest.raises(IntegrityError), transaction.atomic():
        SharedItem.objects.create(helper=helper, kind="need", added_at=timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        SharedItem.objects.create(helper=helper, kind="words", added_at=timezone.now())


def test_a_need_is_told_without_any_other_name():
    journey, need = family()
    helper = invited(journey, Chosen(ItemKind.NEED, need=need))

    assert [one.whom for one in seen_by(seeing(helper)).needs] == ["tout le foyer"]
    assert choosing.in_words([Chosen(ItemKind.NEED, need=need)])[0] == "le prénom"


def test_former_partners_are_forgotten_after_a_year_and_codes_after_a_day():
    helper, _ = helped()
    inside(helper)
    services.revoke(helper, "Fini", by=None)
    now = timezone.now()

    jobs.forget(now + timedelta(days=300))
    assert Helper.objects.exists()
    jobs.forget(now + timedelta(days=400))
    assert not Helper.objects.exists()


def test_what_happens_to_an_access_is_in_the_journal_of_the_person():
    helper, _ = helped()
    services.revoke(helper, "La place est trouvée", by=None)

    moves = Entry.objects.about(helper).filter(action=Action.MOVED).values_list("after", "person")
    assert list(moves) == [
        ("active", helper.journey.person_id),
        ("ended", helper.journey.person_id),
    ]
