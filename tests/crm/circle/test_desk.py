"""The circle at the desk: the exact preview, the panel, one's own journeys alone."""

import uuid
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from crm.circle import saying, waiting_words
from crm.circle.choosing import Chosen
from crm.circle.models import Helper, HelperState, ItemKind, WordState
from crm.journeys.models import Interaction
from crm.journeys.timeline import moments
from crm.letters.models import Letter
from tests.crm.circle.factories import SCHOOL, family, helped, invited, seeing
from tests.crm.desk import at_the_desk, colleague

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def typed(need, **changes):
    return {
        "name": "Odile Roche",
        "email": "ecole@example.org",
        "role": "directrice de l’école",
        "organisation": "",
        "items": ["full_name"],
        "needs": [str(need.pk)],
        "words": "",
        "ends_on": (TODAY + timedelta(days=60)).isoformat(),
        "said_by": "en entretien",
    } | changes


def test_the_preview_shows_what_the_partner_gets_and_writes_nothing():
    journey, need = family()
    client = at_the_desk()

    answer = client.post(reverse("crm_helper_new", args=[journey.pk]), typed(need, apercu="1"))

    page = answer.content.decode()
    assert answer.status_code == 200
    assert f"<p>{SCHOOL}</p>" in page
    assert not Helper.objects.exists()
    assert not Letter.objects.exists()


def test_an_advisor_invites_then_takes_the_access_away_with_a_reason():
    journey, need = family()
    client = at_the_desk()

    client.post(reverse("crm_helper_new", args=[journey.pk]), typed(need))
    helper = Helper.objects.get()
    assert (helper.state, helper.items.count()) == (HelperState.ACTIVE, 2)

    revoke = reverse("crm_helper_revoke", args=[helper.pk])
    assert client.post(revoke, {"reason": ""}).status_code == 422
    client.post(revoke, {"reason": "La place est trouvée"})
    helper.refresh_from_db()
    assert (helper.state, helper.revoked_reason) == (HelperState.ENDED, "La place est trouvée")


@pytest.mark.parametrize(
    "bad",
    [
        {"name": ""},
        {"email": "rien"},
        {"items": ["fusée"]},
        {"needs": ["99999999999999999999"]},
        {"items": [], "needs": []},
        {"ends_on": "0001-01-01"},
        {"ends_on": "9999-12-31"},
        {"ends_on": "bientôt"},
        {"words": "x" * 601},
        {"organisation": "99999999999999999999999"},
    ],
)
def test_a_bad_invitation_says_why_and_loses_nothing(bad):
    journey, need = family()

    answer = at_the_desk().post(reverse("crm_helper_new", args=[journey.pk]), typed(need, **bad))

    assert answer.status_code == 422
    assert "directrice de l’école" in answer.content.decode()
    assert not Helper.objects.exists()


def test_the_file_says_who_sees_what_and_when_they_came():
    helper, _ = helped()

    page = (
        at_the_desk().get(reverse("crm_person", args=[helper.journey.person_id])).content.decode()
    )

    assert "Odile Roche" in page
    assert "N’est pas encore venu" in page
    assert "invité au cercle d’aide" in page


def test_what_the_person_said_is_noted_and_stops_it():
    journey, need = family()
    helper = invited(journey, Chosen(ItemKind.NEED, need=need), said_by="")
    client, said = at_the_desk(), reverse("crm_helper_said", args=[helper.pk])

    client.post(said, {"given": "yes", "channel": "au téléphone"})
    assert Helper.objects.seeing(TODAY).exists()
    client.post(said, {"given": "no", "channel": "au téléphone"})
    assert not Helper.objects.seeing(TODAY).exists()


def test_a_word_goes_to_the_file_by_one_click():
    helper, need = helped()
    word = saying.say(seeing(helper), uuid.uuid4(), "Venez mardi", need=need)
    client = at_the_desk()

    client.post(reverse("crm_helper_word", args=[word.pk]), {"act": "accept"})

    word.refresh_from_db()
    assert word.state == WordState.ACCEPTED
    assert Interaction.objects.filter(journey=helper.journey).count() == 1


def test_an_advisor_of_other_journeys_reaches_no_circle_by_its_number():
    helper, need = helped()
    word = saying.say(seeing(helper), uuid.uuid4(), "Venez mardi", need=need)
    user = colleague()
    everything = Permission.objects.get(codename="see_all_journeys")
    user.groups.get().permissions.remove(everything)
    client = at_the_desk(user)

    assert client.get(reverse("crm_helper_new", args=[helper.journey_id])).status_code == 404
    assert client.get(reverse("crm_helper_change", args=[helper.pk])).status_code == 404
    for name in ("crm_helper_revoke", "crm_helper_said", "crm_helper_link"):
        assert client.post(reverse(name, args=[helper.pk]), {"reason": "x"}).status_code == 404
    assert (
        client.post(reverse("crm_helper_word", args=[word.pk]), {"act": "accept"}).status_code
        == 404
    )
    page = client.get(reverse("crm_person", args=[helper.journey.person_id])).content.decode()
    assert "Odile Roche" not in page
    assert [m for m in moments(helper.journey.person, user) if "cercle" in m.title] == []


def test_the_day_tells_of_words_to_read_and_of_accesses_that_end():
    user = colleague()
    journey, need = family()
    journey.owner = user
    journey.save(update_fields=["owner"])
    helper = invited(journey, Chosen(ItemKind.NEED, need=need), days=5)
    saying.say(seeing(helper), uuid.uuid4(), "Venez mardi")
    now = timezone.now()

    assert waiting_words.words(user, now).total == 1
    assert waiting_words.ending(user, now).total == 1
    assert waiting_words.words(colleague(), now).total == 0


def test_the_panel_asks_the_same_questions_for_two_partners_and_for_ten():
    helper, _ = helped()
    client, file = at_the_desk(), reverse("crm_person", args=[helper.journey.person_id])
    invited(helper.journey, email="deux@example.org")
    client.get(file)
    with CaptureQueriesContext(connection) as two:
        client.get(file)
    for number in range(8):
        invited(helper.journey, email=f"aide{number}@example.org")
    with CaptureQueriesContext(connection) as ten:
        client.get(file)

    assert len(ten) == len(two)
