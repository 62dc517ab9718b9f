"""What becomes of activities, and the number that names them."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from crm.indicators.counting.people import facts
from crm.indicators.rules import Rules
from crm.journal.models import Action, Entry
from crm.journal.refusal import Refused
from crm.letters import links
from crm.letters.models import Letter
from crm.letters.services import outbox_shut
from crm.people.models import Person
from crm.registers.calendar import add_months
from crm.support.activities import correct_activity, others_with
from crm.support.check_days import lay_missing
from crm.support.checks import PURPOSE, answer_check, ask_due, give_up_old, note_attempt
from crm.support.models import ActivityCheck, ActivityKind, CheckState, FollowUp
from crm.support.services import note_activity
from crm.support.siret import has_right_key, read_siret, written
from tests.crm.desk import at_the_desk
from tests.crm.factories import make_person
from tests.crm.support.factories import on

pytestmark = pytest.mark.django_db
STARTED = date(2009, 3, 2)
DUE = date(2010, 3, 2)
SIRET = "73282932000074"


def activity(person=None, started=STARTED, **told):
    told = {"at": on(started)} | told
    return note_activity(person or make_person(), ActivityKind.CREATION, started, **told)


def check_of(row):
    return row.checks.get(month=12)


def test_it_is_asked_after_twelve_and_twenty_four_months():
    assert list(activity().checks.values_list("due_on", flat=True)) == [DUE, date(2011, 3, 2)]


def test_history_asks_nothing_and_what_is_recent_is_asked_from_the_next_day():
    with outbox_shut():
        old, recent = activity(), activity(started=date(2019, 1, 7))

    lay_missing(on(date(2020, 1, 15)))

    assert not old.checks.exists()
    assert recent.checks.count() == 2


def test_the_letter_leaves_once_on_its_day():
    row = activity()

    assert ask_due(on(DUE - timedelta(days=1))) == 0
    assert ask_due(on(DUE)) == 1
    assert ask_due(on(DUE)) == 0
    check = check_of(row)
    assert (check.attempts, check.last_attempt_on) == (1, DUE)
    assert Letter.objects.get(key=f"activity-check-{check.pk}").person == row.person


def test_what_was_due_long_ago_is_not_asked_by_letter_and_ends_unknown():
    row = activity()
    later = on(DUE + timedelta(days=40))
    assert ask_due(later) == 0

    assert give_up_old(on(add_months(DUE, 12))) == 1

    assert check_of(row).state == CheckState.UNKNOWN


def test_an_answer_is_news_of_the_person():
    row, later = activity(), add_months(DUE, 1)
    assert row.person_id not in facts(later, Rules(), regulars=()).heard

    answer_check(check_of(row), CheckState.ALIVE, at=on(DUE))

    assert row.person_id in facts(later, Rules(), regulars=()).heard
    assert FollowUp.objects.filter(person=row.person, asked_on=DUE, answer="active").exists()


def test_what_has_ceased_is_asked_no_more_until_that_was_a_mistake():
    row = activity()
    with pytest.raises(Refused, match="quand"):
        answer_check(check_of(row), CheckState.CEASED, ceased_on=date(2009, 1, 1), at=on(DUE))

    answer_check(check_of(row), CheckState.CEASED, ceased_on=date(2010, 1, 31), at=on(DUE))
    row.refresh_from_db()
    assert row.ceased_on == date(2010, 1, 31)
    assert not ActivityCheck.objects.to_ask(date(2011, 3, 2)).exists()

    answer_check(check_of(row), CheckState.ALIVE, at=on(DUE))
    row.refresh_from_db()
    assert row.ceased_on is None
    assert ActivityCheck.objects.to_ask(date(2011, 3, 2)).count() == 1


def test_three_attempts_on_three_days_make_it_unknown_and_a_late_answer_still_counts():
    check = check_of(activity())
    for days in range(3):
        check = note_attempt(check, at=on(DUE + timedelta(days=days)))
        with pytest.raises(Refused):
            note_attempt(check, at=on(DUE + timedelta(days=days)))

    assert check.state == CheckState.UNKNOWN
    assert answer_check(check, CheckState.ALIVE, at=on(DUE)).state == CheckState.ALIVE


def opened(row):
    return reverse("activity_check", args=[links.make(PURPOSE, str(check_of(row).pk))])


def test_the_letter_asks_one_question_and_reading_it_answers_nothing():
    row = activity(started=add_months(timezone.localdate(), -12))
    address, client = opened(row), Client()

    assert client.get(address).status_code == 200
    assert check_of(row).state == CheckState.DUE
    assert client.post(address, {"answer": "ceased"}).status_code == 422
    assert client.post(address, {"answer": "ceased", "ceased_on": "0001-01-01"}).status_code == 422
    before = Person.objects.get(pk=row.person_id).last_inbound_at
    answer = client.post(address, {"answer": "alive"})

    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    assert check_of(row).state == CheckState.ALIVE
    assert Person.objects.get(pk=row.person_id).last_inbound_at > before


def test_a_link_that_leads_nowhere_says_so():
    row = activity()
    address = opened(row)
    Person.objects.filter(pk=row.person_id).update(anonymised_at=timezone.now())

    assert Client().get(address).status_code == 404
    assert Client().get(reverse("activity_check", args=["faux"])).status_code == 404


def test_the_list_is_worked_from_with_a_constant_number_of_queries(django_assert_max_num_queries):
    desk = at_the_desk()
    started = add_months(timezone.localdate(), -12)
    rows = [activity(started=started, at=on(started)) for _ in range(2)]
    address = reverse("crm_checks")
    with django_assert_max_num_queries(40) as few:
        desk.get(address)
    for _ in range(23):
        activity(started=started, at=on(started))
    with django_assert_max_num_queries(len(few)):
        page = desk.get(address).content.decode()
    assert str(rows[0].person) in page

    answer = desk.post(
        reverse("crm_check_answer", args=[rows[0].person_id, check_of(rows[0]).pk, "alive"]),
        {"next": address},
    )

    assert answer["Location"] == address
    desk.get(address)
    assert str(rows[0].person) not in desk.get(address).content.decode()


@pytest.mark.parametrize("typed", [SIRET, "732 829 320 00074", "732-829-320-00074", ""])
def test_a_siret_is_read_with_its_spaces(typed):
    assert read_siret(typed) in {SIRET, ""}


@pytest.mark.parametrize("digits", ["35600000000048", "35600000009075", "35600000049837"])
def test_the_establishments_of_la_poste_have_another_key(digits):
    assert has_right_key(digits)


@pytest.mark.parametrize(
    "typed", ["73282932000075", "7328293200007", "732829320000741", "0" * 14, "A" * 14, "٣" * 14]
)
def test_a_wrong_siret_is_refused(typed):
    with pytest.raises(Refused, match="SIRET"):
        read_siret(typed)


def test_a_siret_is_written_in_groups():
    assert written(SIRET).split("\N{NO-BREAK SPACE}") == ["732", "829", "320", "00074"]


def test_two_may_share_a_siret_and_it_is_said():
    first, second = activity(siret=SIRET), activity(siret=SIRET)

    assert others_with(SIRET, second.person) == [first.person]


def test_a_correction_is_journalled_by_its_fields():
    row = activity(trade="Traduction")
    told = {"trade": "Relecture", "legal_form": "", "siret": SIRET, "commune": None}

    assert correct_activity(row, telework=True, **told)
    assert not correct_activity(row, telework=True, **told)

    entry = Entry.objects.about(row).filter(action=Action.CHANGED).get()
    assert set(entry.fields) == {"trade", "siret"}


def test_a_wrong_siret_comes_back_beside_its_field():
    row = activity()
    address = reverse("crm_activity_correct", args=[row.person_id, row.pk])

    answer = at_the_desk().post(address, {"siret": "732 829 320 00075", "trade": "Relecture"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "vérifiez les chiffres" in page
    assert 'value="732 829 320 00075"' in page
