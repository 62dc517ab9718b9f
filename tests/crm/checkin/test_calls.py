"""A participant becomes somebody of the CRM only because they asked to be called back."""

import pytest
from django.urls import reverse
from django.utils import timezone

from crm.checkin.calls import answer, asked
from crm.checkin.entering import enter
from crm.checkin.models import CallBack, CallOutcome, How
from crm.consents.models import Consent, Purpose, Wording
from crm.journal.refusal import Refused
from crm.journeys import timeline
from crm.journeys.day import blocks
from crm.journeys.models import Acquisition, Track
from crm.people.models import Person
from crm.registrations.models import Registration
from crm.registrations.services import register
from tests.crm.checkin.arriving import a_forum, before, group_of, one_of, today_at
from tests.crm.checkin.reading import text_of
from tests.crm.desk import at_the_desk, colleague
from tests.crm.factories import make_person, make_territory
from tests.crm.registrations.coming import a_group

pytestmark = pytest.mark.django_db


def caller(page=None, number=0, **told):
    return group_of(page or a_forum(in_days=5), number, **{"wants_call": True} | told)


def first_contact(row, **told):
    """What the prefilled screen posts."""
    page = at_the_desk().get(reverse("crm_forum_call_file", args=[row.pk]))
    form = page.context["form"]
    known = {name: form[name].value() or "" for name in form.fields if name != "informed"}
    management = {"minors-TOTAL_FORMS": "0", "minors-INITIAL_FORMS": "0"}
    return known | management | {"track": Track.INDEPENDENT.value, "country": "FR"} | told


def test_who_asked_and_proved_their_address_is_to_be_called_and_nobody_else():
    page = a_forum(in_days=5)
    wanted = caller(page, 1)
    group_of(page, 2)
    register(page.edition, a_group(3, wants_call=True), at=before())

    assert list(asked()) == [wanted]
    adviser = colleague()
    [block] = [one for one in blocks(adviser, timezone.now()) if one.name == "forum-calls"]
    assert [line.label for line in block.lines] == [str(wanted)]
    others = blocks(colleague("Chargés de communication"), timezone.now())
    assert "forum-calls" not in [one.name for one in others]


@pytest.mark.parametrize(
    ("told", "said"), [({"wants_call": False}, "pas demandé"), ({}, "pas confirmée")]
)
def test_no_file_is_opened_of_who_did_not_ask(told, said):
    row = caller(**told)
    if not told:
        Registration.objects.filter(pk=row.pk).update(address_proven_at=None)
    person = make_person()

    with pytest.raises(Refused, match=said):
        answer(row, CallOutcome.ATTACHED, person=person)
    page = at_the_desk().post(reverse("crm_forum_call_file", args=[row.pk]), {}, follow=True)

    assert said in text_of(page)
    row.refresh_from_db()
    assert (row.person, CallBack.objects.count()) == (None, 0)


def test_a_call_is_answered_once_and_a_file_is_named_when_there_is_one():
    row = caller()
    with pytest.raises(Refused, match="se désigne"):
        answer(row, CallOutcome.OPENED)
    answer(row, CallOutcome.NO_PROJECT)

    with pytest.raises(Refused, match="déjà répondu"):
        answer(row, CallOutcome.UNREACHED)
    assert list(asked()) == []


def test_a_new_file_says_the_forum_as_its_origin_and_the_consent_as_it_was_read():
    make_territory()
    wording = Wording.objects.create(
        code="essai", version=1, text="Inviter", valid_from=before().date()
    )
    page = a_forum(in_days=5)
    row = caller(page, wants_invitations=True, phone="01 99 00 12 34")
    Registration.objects.filter(pk=row.pk).update(invitations_wording=wording)

    done = at_the_desk().post(reverse("crm_forum_call_file", args=[row.pk]), first_contact(row))

    row.refresh_from_db()
    assert done.headers["Location"] == reverse("crm_person", args=[row.person_id])
    assert row.call_back.outcome == CallOutcome.OPENED
    origin = Acquisition.objects.get()
    assert (origin.kind, origin.edition) == ("forum", page.edition)
    consent = Consent.objects.get(person=row.person, purpose=Purpose.FORUM)
    assert (consent.given, consent.wording, consent.at) == (True, wording, row.registered_at)


def test_somebody_known_is_attached_after_a_question_and_nothing_is_rewritten():
    make_territory()
    person = make_person(first_name="Rose", last_name="Chabrier", email="chabrier0@example.org")
    row = caller()
    typed, address = first_contact(row), reverse("crm_forum_call_file", args=[row.pk])
    client = at_the_desk()

    question = client.post(address, typed)
    assert [one.person for one in question.context["alike"]] == [person]
    client.post(address, typed | {"onto": person.file_number})

    row.refresh_from_db()
    assert (row.person, row.call_back.outcome) == (person, CallOutcome.ATTACHED)
    assert Person.objects.count() == 1
    assert not Consent.objects.filter(person=person, purpose=Purpose.FORUM).exists()


def test_the_file_tells_the_editions_registered_for_and_attended():
    page = a_forum()
    row = caller(page, people=2)
    person = make_person()
    answer(row, CallOutcome.ATTACHED, person=person)
    enter(one_of(row), how=How.NAME, at=today_at(0, 1))

    told = timeline.moments(person, colleague())
    panel = text_of(at_the_desk().get(reverse("crm_person", args=[person.pk])))

    titles = [moment.title for moment in told if "Forum" in moment.title]
    assert titles == ["Venue au 3e Forum du télétravail", "Inscription au 3e Forum du télétravail"]
    assert "Venue, 2 personnes" in panel


def test_the_desk_closes_a_call_without_a_file():
    row = caller()
    client, address = at_the_desk(), reverse("crm_forum_call", args=[row.pk])

    client.post(address, {"outcome": "opened"})
    assert CallBack.objects.count() == 0
    client.post(address, {"outcome": "unreached"})

    assert row.call_back.get_outcome_display() in text_of(
        client.get(reverse("crm_forum_calls", args=[3]))
    )
