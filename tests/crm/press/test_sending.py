"""A release leaves when anybody may read it: not before, not twice, not to those who said no."""

from datetime import timedelta

import pytest

from crm.consents.models import SuppressionReason
from crm.consents.suppression import suppress
from crm.journal.models import Action, Entry
from crm.journal.refusal import Refused
from crm.press import audience, choosing, services
from crm.press.dispatching import Wanted, cancel, plan, readiness, send_due, take_up
from crm.press.lists import ListSheet, save_list
from crm.press.models import Beat, DispatchState, Received, ReleaseDispatch
from tests.crm.press.pressing import DAY, HOUR, NOW, journalist, planned, release, written_to

pytestmark = pytest.mark.django_db


def state(dispatch):
    return ReleaseDispatch.objects.get(pk=dispatch.pk).state


def test_a_release_that_is_out_leaves_at_the_next_pass_and_once():
    who = journalist()
    sent = planned(release(), who)

    assert (send_due(NOW), send_due(NOW + HOUR)) == (1, 0)

    sent.refresh_from_db()
    assert (sent.state, sent.sent_at, sent.sent_to) == (DispatchState.SENT, NOW, 1)
    assert sent.mailing.key == f"release-{sent.pk}"
    assert written_to() == [who.email]
    assert Received.objects.get().contact == who
    assert Entry.objects.about(sent).filter(action=Action.MOVED, after="sent").count() == 1


def test_nothing_leaves_before_the_hour_of_the_embargo():
    page = release(until=NOW + HOUR)
    waiting = planned(page, journalist())

    send_due(NOW + HOUR - timedelta(seconds=1))
    assert (state(waiting), written_to()) == (DispatchState.PLANNED, [])
    assert "Sous embargo jusqu’au" in readiness(waiting, NOW).why
    assert readiness(waiting, NOW).at == NOW + HOUR

    send_due(NOW + HOUR)
    assert state(waiting) == DispatchState.SENT


def test_an_embargo_that_moves_takes_the_sending_with_it():
    page = release(until=NOW + HOUR)
    waiting = planned(page, journalist())
    page.embargoes.update(until=NOW + DAY)

    send_due(NOW + 2 * HOUR)
    assert state(waiting) == DispatchState.PLANNED

    page.embargoes.update(until=NOW + HOUR)
    send_due(NOW + 2 * HOUR)
    assert state(waiting) == DispatchState.SENT


def test_a_release_that_is_unpublished_waits_and_says_why():
    page = release(until=NOW + HOUR)
    waiting = planned(page, journalist())
    page.unpublish()

    send_due(NOW + 2 * HOUR)
    waiting.refresh_from_db()

    assert waiting.state == DispatchState.PLANNED
    ready = readiness(ReleaseDispatch.objects.get(pk=waiting.pk), NOW + 2 * HOUR)
    assert (ready.out, ready.why, ready.at) == (False, "Le communiqué n’est pas publié.", None)


def test_a_release_in_a_private_section_or_gone_waits():
    page = release()
    waiting = planned(page, journalist())
    page.get_parent().view_restrictions.create(restriction_type="login")
    send_due(NOW)
    assert "partie privée" in readiness(waiting, NOW).why

    page.delete()
    kept = ReleaseDispatch.objects.get(pk=waiting.pk)
    send_due(NOW)
    assert (kept.title, state(kept)) == ("Le Forum revient", DispatchState.PLANNED)
    assert "n’existe plus" in readiness(kept, NOW).why


def test_a_sending_waits_for_its_own_hour_too():
    waiting = planned(release(), journalist(), send_after=NOW + DAY)

    assert send_due(NOW) == 0
    assert readiness(waiting, NOW).at == NOW + DAY
    assert send_due(NOW + DAY) == 1


def test_what_is_cancelled_never_leaves_and_says_why():
    waiting = planned(release(), journalist())

    with pytest.raises(Refused, match="Dites pourquoi"):
        cancel(waiting, " ", by=None)
    cancel(waiting, "reporté", by=None, at=NOW)

    assert send_due(NOW) == 0
    assert (waiting.state, waiting.reason, written_to()) == ("cancelled", "reporté", [])
    with pytest.raises(Refused, match="ne devient pas"):
        take_up(waiting, by=None)


def test_who_objected_who_bounces_and_who_is_set_aside_are_left_out():
    kept, objects, bounces, aside, phone = (
        journalist(), journalist(), journalist(), journalist(),
        journalist(email="", phone="01 99 00 12 12"),
    )  # fmt: skip
    services.object_to_mail(objects, "au téléphone", by=None, at=NOW)
    services.note_bounce(bounces, at=NOW)
    suppress(aside.email, reason=SuppressionReason.COMPLAINT, at=NOW)
    sent = planned(release(), kept, objects, bounces, aside, phone)

    send_due(NOW)

    sent.refresh_from_db()
    assert written_to() == [kept.email]
    assert sent.left_out == {
        choosing.OBJECTS: 1, choosing.BOUNCES: 1, choosing.NO_ADDRESS: 1, "adresse écartée": 1,
    }  # fmt: skip


def test_a_shared_address_is_written_to_once_and_one_objection_is_enough():
    first = journalist(email="redaction@example.org")
    second = journalist(email="Redaction@example.org")
    sent = planned(release(), first, second)
    send_due(NOW)
    assert written_to() == ["redaction@example.org"]
    assert sent.received.count() == 2

    audience.leave("redaction@example.org", "lien", NOW)
    first.refresh_from_db()
    second.refresh_from_db()
    assert first.opted_out_at == second.opted_out_at == NOW
    assert not audience.agrees("REDACTION@example.org ", NOW)


def test_a_release_is_received_once_whatever_the_number_of_sendings():
    page, first, second = release(), journalist(), journalist()
    planned(page, first)
    send_due(NOW)

    again = planned(page, first, second)
    send_due(NOW)

    again.refresh_from_db()
    assert (again.sent_to, again.left_out) == (1, {choosing.HAD_IT: 1})
    assert written_to() == sorted([first.email, second.email])


def test_when_nobody_is_left_it_is_to_be_taken_up_and_may_leave_later():
    who = journalist()
    services.note_bounce(who, at=NOW)
    waiting = planned(release(), who)

    assert send_due(NOW) == 0
    waiting.refresh_from_db()
    assert (waiting.state, waiting.sent_at) == (DispatchState.FAILED, None)
    assert waiting.reason == "Personne ne peut recevoir ce communiqué."

    services.answers_again(who, by=None, at=NOW)
    take_up(waiting, by=None, at=NOW)
    assert send_due(NOW) == 1


def test_lists_by_beats_and_by_medium_and_hand_picked_people_are_each_written_to_once():
    beat = Beat.objects.create(name="télétravail, essai")
    by_beat, by_hand, radio = journalist(beats=[beat]), journalist(), journalist("Radio Burons")
    radio.organisation.outlet.kind = "radio"
    radio.organisation.outlet.save()
    journalist("La Gazette")
    lists = [
        save_list(ListSheet("Par rubrique", beats=[beat], contacts=[by_hand]), by=None),
        save_list(ListSheet("Radios", media_kind="radio"), by=None),
    ]
    wanted = Wanted(lists=lists, beats=[beat], contacts=[by_hand])
    plan(release(), wanted, by=None, at=NOW)

    send_due(NOW)

    assert written_to() == sorted(one.email for one in (by_beat, by_hand, radio))


def test_the_same_form_twice_is_one_sending():
    page, wanted = release(), Wanted(contacts=[journalist()])

    assert plan(page, wanted, by=None) == plan(page, wanted, by=None)
    with pytest.raises(Refused, match="au moins une liste"):
        plan(page, Wanted(), by=None)
    with pytest.raises(Refused, match="n’est pas un champ connu"):
        plan(page, Wanted(contacts=[journalist()], word="{age}"), by=None)
