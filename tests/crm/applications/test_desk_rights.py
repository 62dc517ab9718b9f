"""Who may open which screen of the desk of applications, and what no screen answers by a 500."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from crm.applications.calendar.whose import name_trainers
from crm.applications.models import ApplicationState, Submission, SubmissionState
from crm.journal.models import Action, Entry
from tests.crm.applications.lives import confirmed, studied
from tests.crm.factories import UserFactory, make_person
from tests.training.factories import ModuleFactory, SessionFactory
from training.models import Session

pytestmark = pytest.mark.django_db

ADVISOR, TRAINER, RECEPTION, ELECTED = (
    "Conseillers", "Formateurs", "Accueil du télécentre", "Élus",
)  # fmt: skip
DAY = timezone.localdate()


@pytest.fixture
def rows():
    """One row of each kind; the session began ten days ago."""
    now = timezone.now() - timedelta(days=60)
    session = SessionFactory(starts_on=DAY - timedelta(days=10))
    ModuleFactory(course=session.course)
    enrolment = confirmed(session, at=now)
    submission = Submission.objects.create(
        form_key="6d5ff6e5-6b0e-4e1c-9f6c-6a3d1f0f2c11",
        payload={"first_name": "Ana", "last_name": "Rey", "email": "ana@example.org"},
        received_at=now,
        state=SubmissionState.REVIEW,
        matched_person=make_person(),
    )
    application = studied(session, at=now)
    return {
        "crm_applications": [],
        "crm_application": [application.pk],
        "crm_submissions": [],
        "crm_submission": [submission.pk],
        "crm_rosters": [],
        "crm_roster": [session.pk],
        "crm_roster_state": [session.pk],
        "crm_attendance": [session.pk],
        "crm_modules": [session.pk],
        "crm_printed_sheet": [session.pk],
        "crm_enrolment_move": [enrolment.pk],
    }


POSTED_ALONE = {"crm_roster_state", "crm_enrolment_move"}
FAMILIES = {"crm_applications", "crm_application", "crm_submissions", "crm_submission"}
TEACHING = {"crm_rosters", "crm_roster", "crm_attendance", "crm_modules", "crm_printed_sheet"}
LISTS = {"crm_applications", "crm_submissions", "crm_rosters"}
SCREENS = sorted(FAMILIES | TEACHING | POSTED_ALONE)


def named_on(rows):
    """A trainer of the session."""
    user = UserFactory(groups=[TRAINER])
    name_trainers(Session.objects.get(pk=rows["crm_roster"][0]), [user], by=None)
    return user


def visit(client, rows, name):
    address = reverse(name, args=rows[name])
    return client.post(address) if name in POSTED_ALONE else client.get(address)


def answers(client, rows, names=SCREENS):
    return {name: visit(client, rows, name).status_code for name in names}


def test_a_stranger_is_sent_to_the_login(client, rows):
    login = reverse("wagtailadmin_login")

    assert all(visit(client, rows, name).url.startswith(login) for name in SCREENS)


@pytest.mark.parametrize("group", [RECEPTION, ELECTED])
def test_reception_and_elected_members_see_nothing_of_applications(client, rows, group):
    client.force_login(UserFactory(groups=[group]))

    assert set(answers(client, rows).values()) == {302}
    assert Entry.objects.filter(action=Action.REFUSED).count() == len(SCREENS)


def test_a_trainer_sees_no_family_and_decides_nothing(client, rows):
    client.force_login(UserFactory(groups=[TRAINER]))

    assert set(answers(client, rows, FAMILIES | POSTED_ALONE).values()) == {302}


def test_a_trainer_sees_the_groups_they_teach_and_their_presence(client, rows):
    client.force_login(named_on(rows))

    assert set(answers(client, rows, TEACHING).values()) == {200}


def test_a_trainer_does_not_find_the_groups_of_others(client, rows):
    client.force_login(UserFactory(groups=[TRAINER]))

    assert set(answers(client, rows, TEACHING - LISTS).values()) == {404}
    page = client.get(reverse("crm_rosters")).content.decode()
    assert reverse("crm_roster", args=rows["crm_roster"]) not in page


def test_a_trainer_reads_neither_files_nor_applications_in_a_group(client, rows):
    client.force_login(named_on(rows))

    page = client.get(reverse("crm_roster", args=rows["crm_roster"])).content.decode()

    assert "Équilibre" not in page
    assert reverse("crm_application", args=rows["crm_application"]) not in page
    assert "/accueil/personnes/" not in page
    assert "Un projet" not in page


def test_an_advisor_opens_every_screen_and_no_cache_keeps_it(client, rows):
    client.force_login(UserFactory(groups=[ADVISOR]))

    for name in FAMILIES | TEACHING:
        response = visit(client, rows, name)
        assert (name, response.status_code) == (name, 200)
        assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.parametrize("pk", [0, 10**9, 10**30])
def test_what_does_not_exist_is_not_found(client, rows, pk):
    client.force_login(UserFactory(groups=[ADVISOR]))
    numbered = set(SCREENS) - LISTS

    assert answers(client, {key: [pk] for key in numbered}, numbered) == dict.fromkeys(
        numbered, 404
    )


JUNK = [
    "page=abc",
    "page=99999999999999999999999",
    "q=" + "a" * 5000,
    "etat=nowhere&origine=mars&session=abc",
    "session=999999999999999999999999",
    "periode=jadis",
    "jour=hier",
    "jour=2011-02-31",
    "jour=0001-01-01",
    "jour=9999-12-31",
    "unknown=1&unknown=2",
]


@pytest.mark.parametrize("query", JUNK)
def test_a_junk_parameter_is_no_fault_of_the_server(client, rows, query):
    client.force_login(UserFactory(groups=[ADVISOR]))

    for name in FAMILIES | TEACHING:
        response = client.get(f"{reverse(name, args=rows[name])}?{query}")
        assert (name, response.status_code) in {(name, 200), (name, 422)}


@pytest.mark.parametrize(
    "typed",
    [
        {"state": "nowhere", "reason": "x" * 3000, "session": "abc", "whose": "12 ; drop"},
        {"present": ["1-am", "x", "999999999999-pm"], "minutes": "beaucoup", "mode": "loin"},
        {"validated": ["1-1", "a-b", "-"], "state": ApplicationState.DRAFT},
    ],
)
def test_a_junk_form_is_no_fault_of_the_server(client, rows, typed):
    client.force_login(UserFactory(groups=[ADVISOR]))

    for name in SCREENS:
        response = client.post(reverse(name, args=rows[name]), typed)
        assert (name, response.status_code) in {(name, code) for code in (200, 302, 422)}


@pytest.mark.parametrize("name", ["crm_applications", "crm_application"])
def test_a_null_byte_is_a_bad_request(client, rows, name):
    client.force_login(UserFactory(groups=[ADVISOR]))

    assert client.get(f"{reverse(name, args=rows[name])}?q=%00").status_code == 400
