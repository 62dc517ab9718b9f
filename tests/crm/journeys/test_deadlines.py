"""What has a last day, for those who may act on it; and a day on which nothing presses."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from crm.applications.models import Application, ApplicationState
from crm.journeys.deadlines import block
from crm.people.models import Person
from tests.crm.desk import at_the_desk, colleague, due
from tests.crm.factories import make_application, make_person

pytestmark = pytest.mark.django_db
OFFICER = "Délégué à la protection des données"


def lines(user):
    return block(user, timezone.now()).lines


def waiting(days):
    application = make_application()
    Application.objects.filter(pk=application.pk).update(
        state=ApplicationState.SUBMITTED, submitted_at=timezone.now() - timedelta(days=days)
    )
    return application


def silent(months, days=0):
    person = make_person()
    since = timezone.now() - timedelta(days=round(months * 30.44) + days)
    Person.objects.filter(pk=person.pk).update(last_inbound_at=since)
    return person


def entitled():
    user = colleague()
    user.user_permissions.add(Permission.objects.get(codename="anonymise_person"))
    return user


def test_applications_that_wait_for_too_long_are_one_line_that_leads_to_them():
    waiting(3)
    waiting(20)
    waiting(40)

    (line,) = lines(colleague())

    assert line.label == "Deux candidatures attendent une décision"
    assert line.url == reverse("crm_applications")
    assert line.late


def test_an_application_that_is_decided_waits_no_more():
    application = waiting(40)
    Application.objects.filter(pk=application.pk).update(
        state=ApplicationState.REFUSED, decided_at=timezone.now(), reason="Projet à mûrir."
    )

    assert lines(colleague()) == []


def test_the_files_whose_time_ends_are_told_to_those_who_may_anonymise_them():
    ended, soon, later = silent(36, 30), silent(36, -15), silent(30)

    told = {line.label: line for line in lines(entitled())}

    assert set(told) == {f"Dossier n°\N{NO-BREAK SPACE}{one.file_number}" for one in (ended, soon)}
    assert [line.late for line in lines(entitled())] == [True, False]
    assert told[f"Dossier n°\N{NO-BREAK SPACE}{soon.file_number}"].url == reverse(
        "crm_anonymise", args=[soon.pk]
    )
    assert lines(colleague()) == []
    assert later.file_number not in str(told)


def test_the_officer_finds_them_on_the_first_page_of_the_admin():
    silent(36, 30)
    silent(36, -15)

    page = at_the_desk(colleague(OFFICER)).get(reverse("wagtailadmin_home")).content.decode()

    assert "2 dossiers arrivent au terme de leur conservation" in page
    assert "dont 1 déjà passé" in page
    assert "terme" not in at_the_desk().get(reverse("wagtailadmin_home")).content.decode()


def test_the_deadlines_are_in_the_day_and_in_its_sentence():
    waiting(40)

    page = at_the_desk().get(reverse("crm_day")).content.decode()

    assert "Échéances" in page
    assert "ne échéance" in page


def test_a_day_on_which_nothing_presses_says_what_comes_next():
    user = colleague()
    later, sooner = due(9, owner=user), due(3, owner=user)

    page = at_the_desk(user).get(reverse("crm_day")).content.decode()

    assert "prendre des nouvelles" in page
    assert page.index(str(sooner.person)) < page.index(str(later.person))


def test_a_day_with_something_to_do_does_not():
    user = colleague()
    due(0, owner=user)

    assert "prendre des nouvelles" not in at_the_desk(user).get(reverse("crm_day")).content.decode()
