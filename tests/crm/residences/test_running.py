"""From the agreement to the review: three signatures, a first day, a last one, and what came of it."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from crm.journal.refusal import Refused
from crm.letters.models import Letter
from crm.residences import agreements, aid, jobs, running, services
from crm.residences.models import (
    RESIDENCE_PATHS,
    Agreement,
    AidNature,
    Outlook,
    Party,
    PlaceDay,
    Residence,
    ResidenceState,
)
from crm.residences.moving import hold, move
from tests.crm.documents.pdf import read, tags, text_of
from tests.crm.residences.conftest import T, moment

pytestmark = pytest.mark.django_db
FIRST_DAY = moment(2011, 12, 5, 9)
AFTER = moment(2011, 12, 12, 0, 10)
TODAY = T.date()


@pytest.fixture
def granted(ask):
    row = ask()
    services.grant(row, by=None, at=T)
    return row


def sign_all(row, at=T):
    agreement = agreements.current(row) or agreements.issue(row, by=None, at=at)
    for party in Party:
        agreements.sign(agreement, party, timezone.localdate(at), by=None, at=at)
    return agreement


def test_an_agreement_names_three_parties_dates_and_aid(granted):
    aid.add_line(granted, AidNature.RENT, "Région Auvergne", 45050, "une semaine", by=None, at=T)
    row = agreements.issue(granted, by=None, at=T)

    said = text_of(agreements.content_of(row))

    assert row.number == "R2011-001"
    assert str(granted.person) in said
    assert "450,50\xa0€" in said
    assert "5\xa0décembre\xa02011" in said
    assert "11\xa0décembre\xa02011" in said
    assert said.count("ignature") >= 3


def test_an_agreement_is_tagged_for_screen_readers(granted):
    content = agreements.content_of(agreements.issue(granted, by=None, at=T))

    assert read(content).trailer["/Root"]["/Lang"] == "fr"
    assert {"/H1", "/H2", "/Table", "/TH"} <= set(tags(content))


def test_numbers_follow_each_other_and_begin_again_with_the_year(ask):
    rows = [ask(), ask()]
    for row in rows:
        services.grant(row, by=None, at=T)
    later = moment(2012, 1, 2, 9)

    numbers = [agreements.issue(row, by=None, at=T).number for row in rows]
    agreements.replace(agreements.current(rows[0]), "Une date a changé.", by=None, at=later)

    assert numbers == ["R2011-001", "R2011-002"]
    assert agreements.current(rows[0]).number == "R2012-001"


def test_an_agreement_that_was_issued_never_changes(granted):
    row = agreements.issue(granted, by=None, at=T)
    with pytest.raises((IntegrityError, DatabaseError)), transaction.atomic():
        Agreement.objects.filter(pk=row.pk).update(digest="0" * 64)


def test_aid_that_changes_asks_for_another_agreement(granted):
    row = agreements.issue(granted, by=None, at=T)
    aid.add_line(granted, AidNature.MEALS, "Région", 1000, by=None, at=T)

    with pytest.raises(Refused, match="remplacez-la"):
        agreements.sign(row, Party.PERSON, TODAY, by=None, at=T)
    agreements.sign(
        agreements.replace(row, "Des repas s’ajoutent.", by=None, at=T),
        Party.PERSON,
        TODAY,
        by=None,
        at=T,
    )

    with pytest.raises(Refused, match="déjà signée"):
        aid.add_line(granted, AidNature.MEALS, "Région", 1000, by=None, at=T)


def test_a_party_signs_once_and_no_earlier_than_the_agreement(granted):
    row = agreements.issue(granted, by=None, at=T)
    with pytest.raises(Refused, match="datée"):
        agreements.sign(row, Party.PARTNER, TODAY - timedelta(days=1), by=None, at=T)
    agreements.sign(row, Party.PARTNER, TODAY, by=None, at=T)
    with pytest.raises(Refused, match="Déjà signée"):
        agreements.sign(row, Party.PARTNER, TODAY, by=None, at=T)


def test_two_signatures_do_not_begin_a_residence(granted):
    row = agreements.issue(granted, by=None, at=T)
    for party in (Party.COMMUNITY, Party.PERSON):
        agreements.sign(row, party, TODAY, by=None, at=T)

    jobs.see_to_residences(FIRST_DAY)

    granted.refresh_from_db()
    assert granted.state == ResidenceState.GRANTED
    assert "région" in running.why_not_started(granted, FIRST_DAY)


def test_a_residence_begins_on_its_day_and_ends_after_its_last_one_by_itself(granted):
    sign_all(granted)
    granted.refresh_from_db()
    assert granted.state == ResidenceState.GRANTED

    jobs.see_to_residences(FIRST_DAY)
    granted.refresh_from_db()
    assert granted.state == ResidenceState.RUNNING

    jobs.see_to_residences(AFTER - timedelta(hours=1))
    jobs.see_to_residences(AFTER)
    jobs.see_to_residences(AFTER)
    granted.refresh_from_db()
    assert granted.state == ResidenceState.ENDED
    assert granted.review_due_on == date(2011, 12, 27)
    assert Letter.objects.filter(key__contains="-ended-").count() == 1


def test_the_last_signature_begins_a_residence_whose_day_has_come(granted):
    sign_all(granted, FIRST_DAY)

    granted.refresh_from_db()
    assert granted.state == ResidenceState.RUNNING


def test_an_early_end_is_motivated_and_gives_its_days_back(granted):
    sign_all(granted, FIRST_DAY)
    with pytest.raises(Refused):
        running.end(granted, by=None, at=FIRST_DAY)

    running.end(granted, by=None, reason="Un emploi ailleurs.", at=FIRST_DAY)

    assert list(granted.days.values_list("day", flat=True)) == [date(2011, 12, 5)]


def test_a_review_is_mandatory_and_told(granted):
    sign_all(granted, FIRST_DAY)
    with pytest.raises(Refused):
        running.hold_review(granted, "Tout", Outlook.SETTLES, "", by=None, at=FIRST_DAY)
    running.end(granted, by=None, at=AFTER)
    with pytest.raises(Refused):
        running.hold_review(granted, " ", Outlook.SETTLES, "", by=None, at=AFTER)

    running.plan_review(granted, AFTER + timedelta(days=2), by=None, at=AFTER)
    running.hold_review(granted, "Trois clients.", Outlook.SETTLES, "Chercher.", by=None, at=AFTER)

    assert granted.state == ResidenceState.REVIEWED
    assert Letter.objects.filter(key__contains="-review-").exists()


def test_who_renounces_gives_the_days_back_for_a_reason(granted):
    assert PlaceDay.objects.count() == 7
    with pytest.raises(Refused):
        running.renounce(granted, "", at=T)

    running.renounce(granted, "Un deuil.", at=T)

    assert granted.state == ResidenceState.RENOUNCED
    assert not PlaceDay.objects.exists()


@pytest.mark.parametrize("state", ResidenceState)
def test_only_the_paths_of_the_table_are_open(ask, state):
    row = hold(ask())
    row.state = state
    for to in set(ResidenceState) - RESIDENCE_PATHS[state]:
        with pytest.raises(Refused):
            move(row, to, by=None, now=T)


def test_the_database_ties_states_to_their_dates(granted):
    for changes, name in [
        ({"decided_at": None}, "residence_decided_has_a_date"),
        ({"state": "running"}, "residence_started_has_a_date"),
        ({"state": "refused", "reason": ""}, "residence_refused_with_a_reason"),
        ({"waiting_since": T}, "residence_waits_once_studied"),
    ]:
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            Residence.objects.filter(pk=granted.pk).update(**changes)


def test_each_funder_pays_its_own_lines_under_one_spelling(granted):
    aid.add_line(granted, AidNature.RENT, "Région Auvergne", 30000, by=None, at=T)
    aid.add_line(granted, AidNature.TRAVEL, "région  auvergne", 5000, by=None, at=T)
    aid.add_line(granted, AidNature.MEALS, "Communauté de communes", 2000, by=None, at=T)

    table = {row.funder: row for row in aid.by_funder(date(2011, 1, 1), date(2011, 12, 31))}

    assert table["Région Auvergne"].total == 35000
    assert table["Communauté de communes"].cents == {"meals": 2000}
    assert aid.total(granted) == 37000
