"""Letters that come back: read whatever their server, noted on who is reached there, never a fault."""

import io
import mailbox
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from crm.consents.models import Suppression, SuppressionReason
from crm.consents.suppression import is_suppressed
from crm.letters.delivery import send_due
from crm.letters.models import Letter, LetterState
from crm.letters.returns import Weight, weight
from crm.mailings.audiences import Addressee
from crm.mailings.jobs import read_returns
from crm.mailings.launching import launch, progress
from crm.mailings.models import Nature, Recipient
from crm.mailings.returned import read, understood
from crm.people.reaching import confirm_address
from tests.crm.factories import make_person

from .publics import plan

pytestmark = pytest.mark.django_db

FOLDER = Path(__file__).with_name("returns")
ADDRESS = "rose@example.com"
MINUTE = timedelta(minutes=1)


def letter(key="essai-1", at=None):
    person = make_person(email=ADDRESS)
    service = plan(key, nature=Nature.SERVICE, audience="")
    mailing = launch(service, [Addressee(ADDRESS, person)], by=None, at=at)
    send_due((at or timezone.now()) + MINUTE)
    return person, Letter.objects.get(batch=mailing.batch)


def returned(name, row, *, status="5.1.1", address=ADDRESS):
    text = (FOLDER / f"{name}.eml").read_text(encoding="utf-8")
    filled = text.replace("ADDRESS", address).replace("MESSAGEID", row.message_id)
    return filled.replace("STATUS", status).encode()


@pytest.mark.parametrize("server", ["postfix", "exim", "outlook"])
def test_a_letter_that_comes_back_for_ever_marks_its_address_everywhere(server):
    person, row = letter()
    now = timezone.now()

    for _ in range(2):  # the same message read twice says no more
        assert read(returned(server, row), now) == [Weight.HARD]

    point = person.contact_points.get()
    assert (point.bounced_at, point.verified_at) == (now, None)
    assert Suppression.objects.get().reason == SuppressionReason.BOUNCED
    row.refresh_from_db()
    assert progress(Recipient.objects.get(letter=row).mailing).returned == 1
    assert row.state == LetterState.SENT
    assert row.bounce_status.startswith("5.1.1")


def test_who_proves_that_they_read_an_address_is_written_to_again():
    person, row = letter()
    read(returned("postfix", row), timezone.now())

    assert confirm_address(person, ADDRESS)

    assert person.contact_points.get().bounced_at is None
    assert not is_suppressed(ADDRESS)


def test_three_passing_refusals_in_a_month_are_worth_a_final_one_and_two_are_not():
    now = timezone.now()
    rows = [letter(f"essai-{rank}", now - timedelta(days=10 - rank))[1] for rank in range(4)]

    said = [
        read(returned("postfix", row, status="4.2.2").replace(b"550 5.1.1", b"452 4.2.2"), at)
        for row, at in zip(
            rows,
            [now - timedelta(days=day) for day in (40, 9, 8, 1)],
            strict=True,
        )
    ]

    assert said == [[Weight.SOFT]] * 3 + [[Weight.HARD]]
    assert is_suppressed(ADDRESS)


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("5.1.1", Weight.HARD),
        ("5.2.1", Weight.HARD),
        ("5.4.1", Weight.HARD),
        ("5.2.2", Weight.SOFT),
        ("4.4.1", Weight.SOFT),
        ("5.7.1", Weight.NONE),
        ("5.3.4", Weight.NONE),
        ("5.1.8", Weight.NONE),
        ("2.0.0", Weight.NONE),
        ("", Weight.NONE),
    ],
)
def test_what_is_not_the_fault_of_an_address_does_not_condemn_it(status, said):
    assert weight(status) == said


def test_a_delay_is_no_return_and_a_vague_status_is_read_in_the_server_s_words():
    _, row = letter()
    late = returned("postfix", row).replace(b"Action: failed", b"Action: delayed")
    vague = returned("postfix", row, status="5.0.0")

    assert understood(late) == []
    assert [one.status for one in understood(vague)] == ["5.1.1"]


def test_who_names_an_address_that_we_never_wrote_to_condemns_nobody():
    person = make_person(email="autre@example.com")
    _, row = letter()
    row.message_id = "<invente@example.net>"

    said = read(returned("postfix", row, address="autre@example.com"), timezone.now())

    assert said == [Weight.NONE]
    assert person.contact_points.get().bounced_at is None
    assert not Suppression.objects.exists()


def test_a_forwarded_address_is_matched_by_the_letter_that_came_back():
    person, row = letter()

    read(returned("postfix", row, address="ailleurs@example.net"), timezone.now())

    assert person.contact_points.get().bounced_at is not None
    assert not is_suppressed("ailleurs@example.net")


HEAD = b"Content-Type: multipart/report; report-type=delivery-status; boundary=x\n\n"
STATUS = HEAD + b"--x\nContent-Type: message/delivery-status\n\n"


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x00\xff\xfe" * 5000,
        b"Subject: Bonjour\n\nMerci, je suis en vacances.",
        STATUS,
        STATUS + b"Final-Recipient: rfc822;\nAction: failed\nStatus: \xff\n\n--x--",
        STATUS + b"Final-Recipient: " + b"a" * 300_000 + b"\nStatus: 5.1.1\n",
        STATUS + b"Final-Recipient: rfc822; a@example.org\nStatus: 5.1.1\n\n" * 3000,
        b"".join(
            b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (rank, rank)
            for rank in range(2000)
        ),
        b"Content-Type: message/rfc822\n\n" * 3000,
        b"X-Failed-Recipients: " + b"a@example.org, " * 20_000 + b"\n\nnon",
        b"Content-Type: text/plain; charset=inconnu\nX-Failed-Recipients: =?x?Q?=FF?=\n\n\xff",
        b"Subject: x\n\n" + b"0" * 3_000_000,
    ],
)
def test_nothing_that_is_sent_to_the_box_makes_a_fault(raw):
    letter()

    read(raw, timezone.now())

    assert not Suppression.objects.exists()


def test_an_address_refused_at_the_door_is_given_up_at_once(settings):
    settings.EMAIL_BACKEND = "tests.crm.letters.servers.Unknown"

    person, row = letter()

    assert (row.state, row.attempts) == (LetterState.FAILED, 1)
    assert (row.last_error, row.bounce_status) == ("adresse refusée (5.1.1)", "5.1.1")
    assert person.contact_points.get().bounced_at is not None
    assert is_suppressed(ADDRESS)


def test_a_maildir_is_emptied_of_what_was_understood_and_keeps_the_rest(tmp_path, settings):
    person, row = letter()
    box = mailbox.Maildir(tmp_path / "retours")
    box.add(returned("exim", row))
    box.add(b"Subject: Merci\n\nJe suis absente.")
    settings.BOUNCES_MAILDIR = str(tmp_path / "retours")

    read_returns(timezone.now())

    assert person.contact_points.get().bounced_at is not None
    left = [(one.get_subdir(), one["Subject"]) for one in mailbox.Maildir(tmp_path / "retours")]
    assert left == [("cur", "Merci")]


def test_the_command_reads_one_message_or_a_box_and_says_when_none_is_set(
    monkeypatch, capsys, tmp_path
):
    _, row = letter()
    raw = io.TextIOWrapper(io.BytesIO(returned("outlook", row)))
    monkeypatch.setattr(sys, "stdin", raw)

    call_command("read_bounces")

    assert "1 adresse(s)" in capsys.readouterr().out
    assert is_suppressed(ADDRESS)
    for wrong in ("", str(tmp_path / "nulle-part")):
        with pytest.raises(CommandError):
            call_command("read_bounces", "--maildir", wrong)
