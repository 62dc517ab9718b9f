"""Who receives a message to segments, who does not and why, what they read, and that it leaves once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import override_settings
from django.utils import timezone

from crm.consents.models import SuppressionReason
from crm.consents.suppression import suppress
from crm.journal.models import Action, Entry
from crm.journal.refusal import Refused
from crm.journeys.models import CloseReason, Stage
from crm.journeys.services import move
from crm.journeys.timeline import moments
from crm.letters.delivery import send_due
from crm.mailings.models import Mailing, Recipient
from crm.people.models import ContactPoint, Person
from crm.segments import exclusions
from crm.segments.models import Campaign, CampaignState, Sharing
from crm.segments.sending import campaigns
from crm.segments.sending.campaigns import Message
from tests.crm.desk import another, colleague, journey_of
from tests.crm.factories import make_application, make_person
from tests.crm.segments.factories import asks, draft, segment_of

pytestmark = pytest.mark.django_db
TRADE = asks("trade", trade="maçon")


@pytest.fixture
def manager():
    return colleague("Responsables")


def mason(**known):
    return make_person(trade="maçon", **known)


def address(person: Person) -> str:
    return person.contact_points.get().normalised


def sent_to() -> set[str]:
    """Who was written to, once the outbox is emptied."""
    send_due(bulk_at_most=500)
    return {one.to[0] for one in mail.outbox}


@override_settings(MAILINGS_PER_MINUTE=30_000)
def test_of_a_mixed_segment_of_twelve_the_right_three_are_written_to(
    manager, public, django_capture_on_commit_callbacks
):
    year = timezone.localdate().year
    kept = [mason(first_name=name) for name in ("Rose", "Malik")]
    shared = mason(email=address(kept[0]))
    unnamed = mason(first_name="")
    no_word, left, listed, wrong, minor, mute, rested = (mason() for _ in range(7))
    excepted = mason(professional_status="employee")
    people = [*kept, shared, unnamed, no_word, left, listed, wrong, minor, rested, excepted]
    public.addresses = {address(one) for one in people if one != no_word}
    suppress(address(left), reason=SuppressionReason.UNSUBSCRIBED)
    always = exclusions.open_list("Répit", "", always=True, by=manager)
    exclusions.put(always, listed.file_number, by=manager)
    ContactPoint.objects.filter(person=wrong).update(bounced_at=timezone.now())
    Person.objects.filter(pk=minor.pk).update(birth_year=year - 15)
    ContactPoint.objects.filter(person=mute).delete()
    before = Mailing.objects.create(
        key="x", nature="service", title="x", subject="x", text="x", per_minute=1,
        state="done", launched_at=timezone.now(), ended_at=timezone.now(),
    )  # fmt: skip
    Recipient.objects.create(
        mailing=before, person=rested, email=address(rested),
        left_at=timezone.now() - timedelta(days=5),
    )  # fmt: skip
    wanted = segment_of(manager, TRADE)
    employees = segment_of(manager, asks("status", status="employee"))
    campaign = draft(
        manager, wanted, nature="promotion", without=[employees], rest_days=30,
        text="Bonjour {prenom},\n\nUn atelier vous attend.",
    )  # fmt: skip

    with django_capture_on_commit_callbacks(execute=True):
        launched = campaigns.launch(campaign, by=manager)

    assert sent_to() == {address(one) for one in (*kept, unnamed)}
    assert launched.left_out == {
        "d’un segment écarté": 1,
        "sur une liste d’exclusion": 1,
        "déjà écrites depuis 30\u00a0jours": 1,
        "adresse absente ou illisible": 1,
        "déjà dans l’envoi": 1,
        "n’a pas donné son accord": 1,
        "adresse écartée": 1,
        "adresse en erreur": 1,
        "mineur": 1,
    }
    bodies = {one.to[0]: one.body for one in mail.outbox}
    assert "Bonjour Rose," in bodies[address(kept[0])]
    assert "Bonjour,\n" in bodies[address(unnamed)]
    told = [one.title for one in moments(kept[0], manager)]
    assert any("Pièces attendues" in title for title in told)


def test_a_campaign_leaves_once(manager):
    journey_of(mason())
    campaign = draft(manager, segment_of(manager, TRADE))
    campaigns.launch(campaign, by=manager)

    with pytest.raises(Refused, match="n’est plus un brouillon"):
        campaigns.launch(campaign, by=manager)
    assert Recipient.objects.count() == 1
    moved = Entry.objects.about(campaign).get(action=Action.MOVED)
    assert (moved.before, moved.after) == ("draft", "launched")
    assert moved.reason == "Pièces à fournir avant la commission"
    campaign.refresh_from_db()
    assert campaign.mailing.key == f"segment-{campaign.pk}"
    assert campaign.segments.get().used_at is not None


def test_a_message_of_service_goes_to_those_of_whom_something_is_under_way(manager):
    mason()
    followed = journey_of(mason())
    closed = journey_of(mason())
    move(closed, Stage.CLOSED, close_reason=CloseReason.GAVE_UP)
    applied = make_application(trade="maçon").person

    found = campaigns.outcome(draft(manager, segment_of(manager, TRADE)), by=manager)

    assert {one.person for one in found.sorted.kept} == {followed.person, applied}
    assert found.left_out == {"sans démarche en cours": 2}
    assert found.total == 4


def test_an_advisor_writes_in_service_to_those_they_follow():
    advisor = colleague()
    mine = journey_of(mason(), owner=advisor).person
    journey_of(mason(), owner=another())
    campaign = draft(advisor, segment_of(advisor, TRADE))

    found = campaigns.outcome(campaign, by=advisor)
    launched = campaigns.launch(campaign, by=advisor)

    assert [one.person for one in found.sorted.kept] == [mine]
    assert found.left_out == {"suivies par quelqu’un d’autre": 1}
    assert launched.mailing.recipients.get().person == mine


def test_an_advisor_prepares_information_and_does_not_launch_it(public):
    advisor = colleague()
    public.addresses = {address(mason())}
    campaign = draft(advisor, segment_of(advisor, TRADE), nature="promotion")

    with pytest.raises(Refused, match="un responsable ou la communication"):
        campaigns.launch(campaign, by=advisor)
    assert not Mailing.objects.exists()


def test_communication_launches_to_who_agreed_through_what_was_handed_to_it(manager, public):
    officer = another("Chargés de communication")
    people = [mason() for _ in range(2)]
    public.addresses = {address(people[0])}
    given = segment_of(manager, TRADE, sharing=Sharing.COMMUNICATION)
    kept = segment_of(manager, TRADE)

    with pytest.raises(Refused, match="n’est pas partagé"):
        draft(officer, kept, nature="promotion")
    with pytest.raises(Refused, match="par qui suit les personnes"):
        draft(officer, given)
    launched = campaigns.launch(draft(officer, given, nature="promotion"), by=officer)

    assert launched.mailing.recipients.get().person == people[0]


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"reason": ""}, "Écrivez le motif"),
        ({"subject": ""}, "objet"),
        ({"text": ""}, "texte"),
        ({"text": "Bonjour {mot_de_passe}"}, "n’est pas un champ connu"),
        ({"text": "Bonjour {prenom"}, "accolade"),
    ],
)
def test_what_would_not_do_does_not_leave(manager, told, why):
    journey_of(mason())
    campaign = draft(manager, segment_of(manager, TRADE), **told)

    with pytest.raises(Refused, match=why):
        campaigns.launch(campaign, by=manager)
    campaign.refresh_from_db()
    assert campaign.state == CampaignState.DRAFT
    assert not Mailing.objects.exists()


def test_no_segment_and_nobody_left_are_refused(manager):
    with pytest.raises(Refused, match="au moins un segment"):
        campaigns.launch(draft(manager), by=manager)
    with pytest.raises(Refused, match="Personne"):
        campaigns.launch(draft(manager, segment_of(manager, TRADE)), by=manager)


def test_a_message_of_service_to_too_many_is_refused(manager, settings):
    settings.SEGMENTS = settings.SEGMENTS | {"service_most": 2}
    for _ in range(3):
        journey_of(mason())

    with pytest.raises(Refused, match="2 personnes au plus"):
        campaigns.launch(draft(manager, segment_of(manager, TRADE)), by=manager)


def test_a_segment_to_read_over_stops_the_message_whichever_side_it_is_on(manager):
    journey_of(mason())
    good, broken = segment_of(manager, TRADE), segment_of(manager)
    broken.criteria = [asks("application", session="999999")]
    broken.save(update_fields=["criteria"])

    for campaign in (draft(manager, broken), draft(manager, good, without=[broken])):
        with pytest.raises(Refused, match="est à relire"):
            campaigns.launch(campaign, by=manager)


def test_an_abandoned_draft_neither_changes_nor_leaves(manager):
    journey_of(mason())
    campaign = draft(manager, segment_of(manager, TRADE))
    campaigns.abandon(campaign, by=manager)

    with pytest.raises(Refused):
        campaigns.launch(campaign, by=manager)
    with pytest.raises(Refused):
        campaigns.change(campaign, Message("x", "service", "x", "x"), by=manager)
    assert Entry.objects.about(campaign).filter(after="abandoned").count() == 1


def test_the_database_refuses_a_launch_without_its_right():
    user = colleague()
    now = timezone.now()
    known = {"title": "x", "created_by": user, "created_at": now, "changed_at": now}
    wrong = [
        {"state": "launched", "ended_at": now}, {"state": "draft", "ended_at": now},
        {"state": "abandoned"}, {"title": ""}, {"rest_days": 0},
    ]  # fmt: skip
    for told in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            Campaign.objects.create(**known | {"nature": "service"} | told)
