"""A refusal contested: until its last day, read again by others, in the open."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from crm.applications.appeal_time import last_day
from crm.applications.follow import Followed
from crm.applications.models import ApplicationState
from crm.applications.services import move
from crm.applications.situations import situation
from crm.journal.models import Entry
from crm.journal.refusal import Refused
from crm.letters.models import Letter
from crm.selection.appeals import appeal
from crm.selection.examinations import examination_of
from crm.selection.models import Reading
from crm.selection.sharing import share_out
from tests.crm.desk import another
from tests.crm.selection.acts import SOON, candidate, given, read

pytestmark = pytest.mark.django_db
PARIS = ZoneInfo("Europe/Paris")
TODAY = timezone.localdate()


def refused(session, *, days=1):
    application = candidate(session)
    at = timezone.now() - timedelta(days=days)
    return move(application, ApplicationState.REFUSED, reason="Projet à mûrir.", at=at)


@pytest.mark.parametrize(
    ("decided", "until"),
    [
        # The 31st of December: there is no 31st of February.
        (datetime(2026, 12, 31, 23, 30, tzinfo=PARIS), "2027-02-28"),
        # Half past midnight in Paris is still the day before in universal time.
        (datetime(2026, 3, 29, 0, 30, tzinfo=PARIS), "2026-05-29"),
        (datetime(2026, 9, 1, 8, tzinfo=PARIS), "2026-11-01"),
    ],
)
def test_the_last_day_is_two_months_later(decided, until):
    assert str(last_day(decided)) == until


def test_an_appeal_is_studied_again_by_others(team, session):
    application = candidate(session)
    first, second = team[:2]
    for reader in (first, second):
        read(application, reader, 2)
    move(application, ApplicationState.REFUSED, reason="Projet à mûrir.")

    opened = appeal(application, "J’ai un premier client.", TODAY, by=team[2])
    newcomer = another()
    done = share_out(session, [*team, newcomer], due_on=SOON, by=None)

    application.refresh_from_db()
    assert application.state == ApplicationState.UNDER_REVIEW
    assert (opened.number, opened.kind, opened.final) == (2, "appeal", None)
    assert examination_of(application) == opened
    assert done.given == 2
    again = Reading.objects.filter(examination=opened).values_list("reader", flat=True)
    assert set(again) == {team[2].pk, newcomer.pk}


def test_the_appeal_is_in_the_history_and_the_person_is_told(team, session):
    application = refused(session)

    appeal(application, "J’ai un premier client.", TODAY, by=team[0])

    entry = Entry.objects.about(application).moves().latest("at", "pk")
    assert entry.reason.startswith("Recours reçu le")
    assert Letter.objects.filter(subject="Votre recours est reçu").count() == 1


def test_after_the_last_day_an_appeal_is_accepted_knowingly(team, session):
    application = refused(session)
    late = timezone.now() + timedelta(days=90)
    with time_machine.travel(late, tick=False):
        day = timezone.localdate()
        with pytest.raises(Refused, match="hors délai"):
            appeal(application, "En retard.", day, by=None)
        appeal(application, "En retard.", day, late_accepted=True, by=None)

    entry = Entry.objects.about(application).moves().latest("at", "pk")
    assert "accepté hors délai" in entry.reason


@pytest.mark.parametrize(
    ("days", "told"), [(1, "à venir"), (-3, "il précède le recours")], ids=["future", "before"]
)
def test_a_day_that_cannot_be_is_refused(team, session, days, told):
    with pytest.raises(Refused, match=told):
        appeal(refused(session), "Le texte.", TODAY + timedelta(days=days), by=None)


def test_only_a_refusal_is_contested(team, session):
    with pytest.raises(Refused, match="Seul un refus"):
        appeal(candidate(session), "Le texte.", TODAY, by=None)


def test_one_that_is_reopened_without_an_appeal_is_read_again_too(team, session):
    application = candidate(session)
    read(application, team[0], 2)
    (waiting,) = given(application, team[1])
    move(application, ApplicationState.REFUSED, reason="Erreur de dossier.")
    move(application, ApplicationState.UNDER_REVIEW, reason="Dossier retrouvé.")

    share_out(session, team, due_on=SOON, by=None)

    waiting.refresh_from_db()
    assert examination_of(application).kind == "again"
    assert waiting.state == "excused"


def test_an_appeal_is_noted_from_the_page_of_its_readings(desk, session):
    application = refused(session)
    page = desk[0].get(reverse("crm_examination", args=[application.pk])).content.decode()
    said = {"received_on": TODAY.isoformat(), "text": ""}

    empty = desk[0].post(reverse("crm_appeal", args=[application.pk]), said)
    done = desk[0].post(
        reverse("crm_appeal", args=[application.pk]), said | {"text": "J’ai un client."}
    )

    assert "Ce refus se conteste jusqu’au" in page
    assert empty.status_code == 422
    assert done.status_code == 302
    assert "J’ai un client." in desk[0].get(done.url).content.decode()


def test_the_person_reads_until_when_on_their_own_page(session):
    application = refused(session)
    told = situation(Followed(application=application))

    assert told.when.startswith("Vous pouvez contester cette décision jusqu’au")
