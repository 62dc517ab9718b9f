"""What partners say: kept as typed, handled once by an advisor, and moving nothing by itself."""

import uuid

import pytest
from django.core.cache import caches

from crm.circle import saying
from crm.circle.models import HelperWord, Said, WordState
from crm.journal.refusal import Refused
from crm.journeys.models import Interaction
from crm.needs.models import NeedState
from crm.people.models import Person
from tests.crm.circle.factories import helped, inside, seeing, signed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _limits():
    caches["limits"].clear()


def test_a_partner_proposes_and_nothing_moves_by_itself():
    helper, need = helped()
    client, address = inside(helper)
    before = Person.objects.get(pk=helper.journey.person_id).last_inbound_at

    client.post(
        f"{address}{helper.pk}/mot/",
        {"key": signed(), "said": "done", "need": need.pk, "text": "La place est gardée."},
    )

    word = HelperWord.objects.get()
    need.refresh_from_db()
    assert (word.said, word.need, word.state) == (Said.DONE, need, WordState.NEW)
    assert need.state == NeedState.OPEN
    saying.accept(word, by=None)
    need.refresh_from_db()
    assert need.state == NeedState.OPEN
    assert "La place est gardée." in Interaction.objects.get(journey=helper.journey).text
    assert Person.objects.get(pk=helper.journey.person_id).last_inbound_at == before


@pytest.mark.parametrize(
    "bad",
    [
        {"text": ""},
        {"text": "x" * 1001},
        {"said": "done", "need": ""},
        {"said": "fusée"},
        {"need": "99999999999999999999999"},
        {"key": "rien"},
    ],
)
def test_a_bad_word_loses_nothing_of_what_was_typed(bad):
    helper, _ = helped()
    client, address = inside(helper)
    typed = {"key": signed(), "said": "word", "need": "", "text": "Venez mardi"} | bad

    answer = client.post(f"{address}{helper.pk}/mot/", typed)

    assert answer.status_code == 422
    assert typed["text"][:200] in answer.content.decode()
    assert not HelperWord.objects.exists()


def test_a_word_sent_twice_is_one_word():
    helper, _ = helped()
    client, address = inside(helper)
    typed = {"key": signed(), "said": "word", "need": "", "text": "Venez mardi"}

    for _ in range(2):
        client.post(f"{address}{helper.pk}/mot/", typed)

    assert HelperWord.objects.count() == 1


def test_a_word_is_handled_once():
    helper, _ = helped()
    word = saying.say(seeing(helper), uuid.uuid4(), "Venez mardi")
    saying.set_aside(word, by=None)

    with pytest.raises(Refused, match="déjà"):
        saying.accept(word, by=None)
    assert not Interaction.objects.filter(journey=helper.journey).exists()


def test_a_very_long_name_still_goes_to_the_file():
    helper, need = helped()
    helper.name = "Z" * 120
    helper.save(update_fields=["name"])
    word = saying.say(seeing(helper), uuid.uuid4(), "x" * 1000, said=Said.PROPOSAL, need=need)

    saying.accept(word, by=None)

    said = Interaction.objects.get(journey=helper.journey)
    said.full_clean(exclude=["author"])
