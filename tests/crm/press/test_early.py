"""Before its hour a release goes to those who keep an embargo; what waits is asked again as it leaves."""

from datetime import timedelta

import pytest
from django.core import mail

from crm.journal.refusal import Refused
from crm.letters import delivery
from crm.letters.models import Letter, LetterState
from crm.press import choosing, services
from crm.press.dispatching import send_due
from crm.press.models import DispatchState, ReleaseDispatch
from tests.crm.press.pressing import DAY, NOW, journalist, planned, release, written_to

MINUTE = timedelta(minutes=1)

pytestmark = pytest.mark.django_db


def state(dispatch):
    return ReleaseDispatch.objects.get(pk=dispatch.pk).state


def test_before_its_hour_only_those_who_keep_an_embargo_read_it_and_are_told_so():
    page = release(until=NOW + DAY)
    trusted, other = journalist(respects_embargo=True), journalist()
    early = planned(page, trusted, other, early=True)
    usual = planned(page, trusted, other)

    send_due(NOW)

    early.refresh_from_db()
    assert written_to() == [trusted.email]
    assert early.left_out == {choosing.NO_EMBARGO: 1}
    assert early.embargo_told == NOW + DAY
    assert early.mailing.subject.startswith("SOUS EMBARGO, Communiqué de presse")
    assert "SOUS EMBARGO JUSQU’AU 15\u00a0mars\u00a02011 à 10\u00a0h" in early.mailing.text
    assert state(usual) == DispatchState.PLANNED

    send_due(NOW + DAY)
    assert written_to() == sorted([trusted.email, other.email])


def test_a_draft_never_leaves_early_and_what_is_out_is_no_more_under_embargo():
    page = release(until=NOW + DAY)
    early = planned(page, journalist(respects_embargo=True), early=True)
    page.unpublish()
    assert send_due(NOW) == 0
    assert state(early) == DispatchState.PLANNED

    with pytest.raises(Refused, match="déjà paru"):
        planned(release_out(page), journalist(), early=True)


def release_out(page):
    """A second release beside the first, that anybody may read."""
    index = page.get_parent()
    return index.add_child(
        instance=type(page)(title="Un autre", reference="2011-09", published_on=page.published_on)
    )


def test_a_letter_that_waits_is_withheld_when_its_reader_objects_meanwhile(settings):
    settings.LETTERS_IN_PROCESS = False
    gone, kept = journalist(), journalist()
    planned(release(), gone, kept)
    send_due(NOW)
    services.object_to_mail(gone, "au téléphone", by=None, at=NOW)

    delivery.send_due(NOW + MINUTE)

    assert [message.to for message in mail.outbox] == [[kept.email]]
    assert Letter.objects.get(to=gone.email).state == LetterState.WITHHELD
    message = mail.outbox[0]
    assert "List-Unsubscribe" in message.extra_headers
    assert "Le Forum revient" in message.subject


def test_the_link_of_a_letter_takes_a_journalist_out_and_reading_it_does_not(client, settings):
    settings.LETTERS_IN_PROCESS = False
    who = journalist()
    planned(release(), who)
    send_due(NOW)
    delivery.send_due(NOW + DAY)
    [ways] = [mail.outbox[0].extra_headers["List-Unsubscribe"]]
    one_click = ways.partition("<")[2].partition(">")[0]
    address = "/" + one_click.split("/", 3)[3]

    client.get(address.removesuffix("un-clic/"))
    client.head(address.removesuffix("un-clic/"))
    who.refresh_from_db()
    assert who.opted_out_at is None

    assert client.post(address, {"List-Unsubscribe": "One-Click"}).status_code < 400
    who.refresh_from_db()
    assert who.opted_out_at is not None
