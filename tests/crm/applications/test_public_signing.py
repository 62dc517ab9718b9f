"""Signing outside the desk: the personal link, the tablet, and what is handed in from the follow-up page."""

from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from crm.applications.attendance import links
from crm.applications.calendar.planning import cancel_half_day
from crm.applications.calendar.windows import proposed, set_windows
from crm.applications.follow_links import FOLLOW_APPLICATION
from crm.applications.models import Attendance, ModuleResult, SignedBy
from crm.letters import links as letters
from crm.papers.models import Paper
from tests.crm.applications.lives import STARTS
from tests.crm.applications.taught import confirmed, half_day, hour, taught_session

pytestmark = pytest.mark.django_db


@pytest.fixture
def session():
    return taught_session()


@pytest.fixture
def nine():
    with time_machine.travel(hour(STARTS, 9), tick=False):
        yield


def test_one_reads_then_signs_by_a_link(client, nine, session):
    row, enrolment = half_day(session), confirmed(session)
    address = reverse("sign_half_day", args=[links.personal(row, enrolment)])

    page = client.get(address)
    assert not Attendance.objects.exists()
    assert page.headers["Cache-Control"] == "no-store"
    posted = client.post(address, {"name": enrolment.application.person.last_name.upper()})

    assert posted.status_code == 302
    assert Attendance.objects.get().trainee_signed_by == SignedBy.LINK
    assert "Votre signature est enregistrée" in client.get(address).content.decode()


def test_a_name_that_is_not_theirs_signs_nothing(client, nine, session):
    row, enrolment = half_day(session), confirmed(session)
    address = reverse("sign_half_day", args=[links.personal(row, enrolment)])

    page = client.post(address, {"name": "Quelqu’un d’autre"})

    assert page.status_code == 422
    assert "pas le nom attendu" in page.content.decode()
    assert "Quelqu’un d’autre" in page.content.decode() or "Quelqu&#x27;un" in page.content.decode()
    assert not Attendance.objects.exists()


@pytest.mark.parametrize(
    ("hours", "said"), [((8, 30), "s’ouvre le 09/05/2011"), ((18, 0), "s’est close le 09/05/2011")]
)
def test_outside_its_window_a_link_says_why(client, session, hours, said):
    row, enrolment = half_day(session), confirmed(session)
    with time_machine.travel(hour(STARTS, *hours), tick=False):
        address = reverse("sign_half_day", args=[links.personal(row, enrolment)])
        page = client.get(address)
        posted = client.post(address, {"name": enrolment.application.person.last_name})

    assert said in page.content.decode()
    assert posted.status_code == 409
    assert not Attendance.objects.exists()


@pytest.mark.parametrize("name", ["sign_half_day", "sign_tablet"])
def test_a_link_that_never_was_tells_nothing(client, name):
    page = client.get(reverse(name, args=["jamais"]))

    assert page.status_code == 404
    assert "n’ouvre aucune demi-journée" in page.content.decode()


def test_the_tablet_goes_from_hand_to_hand(client, nine, session):
    row, first, second = half_day(session), confirmed(session), confirmed(session)
    token = links.tablet(row)

    for one in (first, second):
        address = reverse("sign_on_tablet", args=[token, one.pk])
        posted = client.post(address, {"name": one.application.person.last_name})
        assert posted.url == reverse("sign_tablet", args=[token])

    page = client.get(reverse("sign_tablet", args=[token])).content.decode()
    assert set(Attendance.objects.values_list("trainee_signed_by", flat=True)) == {SignedBy.TABLET}
    assert page.count("signer--done") == 2


def test_the_tablet_shows_no_name_outside_the_window(client, session):
    row, enrolment = half_day(session), confirmed(session)
    with time_machine.travel(hour(STARTS, 9), tick=False):
        token = links.tablet(row)
    with time_machine.travel(hour(STARTS, 19), tick=False):
        page = client.get(reverse("sign_tablet", args=[token])).content.decode()
        one = client.get(reverse("sign_on_tablet", args=[token, enrolment.pk]))

    assert str(enrolment.application.person) not in page
    assert one.status_code == 302


def test_the_tablet_signs_for_its_group_alone(client, nine, session):
    stranger = confirmed(taught_session())
    token = links.tablet(half_day(session))

    told = client.post(
        reverse("sign_on_tablet", args=[token, stranger.pk]),
        {"name": stranger.application.person.last_name},
    )

    assert told.status_code == 302
    assert not Attendance.objects.exists()


def follow_link(enrolment) -> str:
    return letters.make(FOLLOW_APPLICATION, str(enrolment.application_id))


def test_a_module_is_handed_in_with_its_file_from_the_follow_up_page(client, nine, session):
    set_windows(session, proposed(session))
    enrolment, module = confirmed(session), session.course.modules.get(number=2)
    token = follow_link(enrolment)
    upload = SimpleUploadedFile("travail.pdf", b"%PDF-1.4\n%%EOF\n")

    follow = client.get(reverse("follow", args=[token])).content.decode()
    assert reverse("follow_modules", args=[token]) in follow
    posted = client.post(reverse("follow_hand_in", args=[token, module.pk]), {"file": upload})

    result = ModuleResult.objects.get()
    page = client.get(reverse("follow_modules", args=[token])).content.decode()
    assert posted.status_code == 302
    assert (result.module, result.paper) == (module, Paper.objects.get())
    assert "Votre formateur va le lire" in page


def test_a_file_that_lies_is_refused_beside_its_field(client, nine, session):
    enrolment, module = confirmed(session), session.course.modules.get(number=2)
    upload = SimpleUploadedFile("travail.png", b"%PDF-1.4")

    page = client.post(
        reverse("follow_hand_in", args=[follow_link(enrolment), module.pk]), {"file": upload}
    )

    assert page.status_code == 422
    assert "n’est pas ce que dit son nom" in page.content.decode()
    assert not ModuleResult.objects.exists()


def test_the_calendar_of_a_session_tells_what_was_cancelled_and_no_name(client, nine, session):
    set_windows(session, proposed(session))
    enrolment = confirmed(session)
    half_day(session, STARTS)
    cancel_half_day(half_day(session, STARTS + timedelta(days=1), title="Annulée"), "Neige.")

    told = client.get(reverse("follow_calendar", args=[follow_link(enrolment)])).content.decode()

    assert told.count("BEGIN:VEVENT") == 5
    assert "STATUS:CANCELLED" in told
    assert "TZID=Europe/Paris:20110509T090000" in told
    assert enrolment.application.person.last_name not in told
