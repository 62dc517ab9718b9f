from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from crm.applications.models import Application, ApplicationState
from crm.applications.services import move
from crm.journal.models import Action, Entry
from crm.journal.services import record
from crm.letters import links
from crm.letters.models import Letter, LetterState, SecretLink
from crm.letters.services import outbox_shut
from crm.people.models import Person
from crm.privacy.clocks import PersonFacts, keeps_until
from crm.privacy.due import due, kept_until
from crm.privacy.purges import purge
from crm.privacy.services import apply_retention
from tests.crm.factories import UserFactory, make_person, make_territory
from tests.crm.indicators.factories import applied, noon
from tests.crm.privacy.factories import LAST, everything_about_somebody

D = date(2010, 6, 30)


@pytest.mark.parametrize(
    ("facts", "until"),
    [
        pytest.param(PersonFacts(D), date(2013, 6, 30), id="a contact, three years"),
        pytest.param(PersonFacts(D, waiting=True), date(2013, 6, 30), id="a pooled application"),
        pytest.param(PersonFacts(D, closed_on=D), date(2012, 6, 30), id="refused, two years"),
        pytest.param(
            PersonFacts(date(2011, 1, 1), closed_on=D), date(2014, 1, 1), id="refused, then called"
        ),
        pytest.param(PersonFacts(D, trained_until=D), date(2015, 6, 30), id="trained, five years"),
        pytest.param(
            PersonFacts(D, trained_until=D, plan_until=date(2012, 6, 30)),
            date(2015, 6, 30),
            id="supported two years, then three",
        ),
        pytest.param(
            PersonFacts(D, plan_until=date(2013, 6, 30)),
            date(2016, 6, 30),
            id="the longest decides",
        ),
        pytest.param(PersonFacts(D, plan_held=True), None, id="a suspended plan holds everything"),
        pytest.param(PersonFacts(date(2012, 2, 29)), date(2015, 2, 28), id="the 29th of February"),
    ],
)
def test_a_file_is_kept_until(facts, until):
    assert keeps_until(facts) == until


def test_the_length_of_a_clock_is_a_setting(settings):
    settings.RETENTION_MONTHS = {"contact": 12}

    assert keeps_until(PersonFacts(D)) == date(2011, 6, 30)


@pytest.mark.django_db
def test_a_file_is_due_the_day_after_its_last_day():
    person = make_person(at=noon(D))

    assert list(due(noon(date(2013, 6, 30)))) == []
    assert list(due(noon(date(2013, 7, 1)))) == [person]


@pytest.mark.django_db
def test_a_refused_application_is_due_two_years_later():
    make_territory()
    application = applied(None, D)
    with outbox_shut():
        move(application, ApplicationState.UNDER_REVIEW, at=noon(D))
        move(application, ApplicationState.REFUSED, reason="Hors sujet", at=noon(D))

    assert kept_until(application.person) == date(2012, 6, 30)


@pytest.mark.django_db
def test_retention_forgets_those_who_are_due_and_nobody_else():
    gone, kept = make_person(at=noon(D)), make_person()

    assert apply_retention() == 1
    assert list(Person.objects.alive()) == [kept]
    assert apply_retention() == 0
    gone.refresh_from_db()
    assert gone.anonymised_at is not None


@pytest.mark.django_db
def test_retention_stops_at_the_number_told():
    for _ in range(3):
        make_person(at=noon(D))

    assert apply_retention(at_most=2) == 2
    assert Person.objects.alive().count() == 1


@pytest.mark.django_db
def test_a_suspended_plan_keeps_a_whole_file():
    person = everything_about_somebody()

    assert kept_until(person) is None


@pytest.mark.django_db
def test_who_is_due_is_found_in_one_query(django_assert_num_queries):
    for _ in range(5):
        make_person(at=noon(D))

    with django_assert_num_queries(1):
        assert len(list(due(timezone.now()))) == 5


@pytest.mark.django_db
def test_old_forms_letters_links_and_traces_go():
    person, now = everything_about_somebody(), timezone.now()
    Letter.objects.update(state=LetterState.SENT, sent_at=noon(LAST))
    record(Action.READ, person, by=UserFactory(), person_id=person.pk, at=noon(LAST))
    links.make("suivi", "1", at=now)

    done = purge(now)
    assert (done.forms, done.letters, done.links, done.traces) == (2, 2, 2, 1)
    assert done.unhandled == 1
    assert SecretLink.objects.count() == 1
    assert Entry.objects.filter(action=Action.CREATED).exists()
    assert Application.objects.get().submission.payload == {}
    assert sum(vars(purge(now)).values()) == 0


def test_the_command_asks_what_to_do():
    with pytest.raises(CommandError):
        call_command("retention")


@pytest.mark.django_db
def test_a_dry_run_counts_and_touches_nothing():
    make_person(at=noon(D), last_name="Secrète")
    out = StringIO()
    call_command("retention", "--dry-run", stdout=out)

    assert "0 dossier(s) à anonymiser, 1 en attente d’une réponse" in out.getvalue()
    assert "Secrète" not in out.getvalue()
    assert Person.objects.alive().count() == 1


@pytest.mark.django_db
def test_the_command_anonymises_nobody_without_a_signed_run_unless_the_house_says_so(settings):
    make_person(at=noon(D))
    with pytest.raises(CommandError, match="signé"):
        call_command("retention", "--apply")
    call_command("retention", "--apply", "--signed-run", stdout=StringIO())
    assert Person.objects.alive().count() == 1

    settings.RETENTION = settings.RETENTION | {"unsigned": True}
    call_command("retention", "--apply", stdout=StringIO())
    assert Person.objects.alive().count() == 0
