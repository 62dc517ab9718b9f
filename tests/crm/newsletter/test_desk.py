"""The desk of the newsletter: where issues stand, the figures, the register, taking an address off."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from crm.newsletter import issues
from crm.newsletter.figures import chart_of, figures
from crm.newsletter.models import Subscriber, SubscriberState
from crm.newsletter.services import leave
from newsletter.models import IssuePage
from tests.crm.desk import at_the_desk, colleague
from tests.crm.factories import UserFactory
from tests.crm.newsletter.factories import asked, subscribed
from tests.news.factories import a_home_page
from tests.newsletter.factories import an_index, an_issue

pytestmark = pytest.mark.django_db

DESK = "/admin/communication/lettre/"


@pytest.fixture
def issue():
    a_home_page()
    return an_issue(an_index(), title="Venir voir", subject="Venir voir avant de décider")


@pytest.fixture
def writer():
    return UserFactory(groups=["Chargés de communication"], email="claire@example.org")


@pytest.fixture
def desk(writer):
    client = Client()
    client.force_login(writer)
    return client


def text(answer):
    return re.sub("\u00a0|\u202f|&nbsp;", " ", answer.content.decode())


def test_the_list_says_where_each_issue_stands_and_asks_the_same_however_many(
    desk, issue, writer, django_assert_num_queries
):
    subscribed()
    an_issue(live=False, title="Un brouillon")
    page = text(desk.get(DESK))
    assert "publié, à envoyer" in page
    assert "brouillon" in page
    assert "1 adresse abonnée" in page
    for rank in range(4):
        issues.send(an_issue(title=f"Numéro {rank}"), by=writer)

    rows = list(IssuePage.objects.all())
    with django_assert_num_queries(1):
        assert [line.sent for line in issues.lines(rows)].count(1) == 4


def test_the_figures_count_those_in_force_month_after_month():
    now = timezone.now()
    subscribed("a@example.org", at=now - timedelta(days=200))
    row = subscribed("b@example.org", at=now - timedelta(days=100))
    leave(row.email, "lien", now)
    asked("c@example.org", at=now)

    found = figures(now)

    assert (found.subscribers, found.pending, found.left_this_month) == (1, 1, 1)
    assert [month.count for month in found.months][-2:] == [2, 1]
    assert sum(month.came for month in found.months) == 2
    assert found.chart.ticks[0][1] == 0
    assert chart_of([]) is None


def test_an_agent_takes_an_address_off(desk):
    subscribed()

    assert desk.post(f"{DESK}retirer/", {"email": "rose@example.org"}).status_code == 422
    unknown = desk.post(f"{DESK}retirer/", {"email": "x@example.org", "reason": "asked"})
    assert "ne reçoit pas la lettre" in text(unknown)
    done = desk.post(f"{DESK}retirer/", {"email": "rose@example.org", "reason": "asked"})

    assert done.status_code == 302
    assert Subscriber.objects.get().state == SubscriberState.UNSUBSCRIBED


def test_the_register_finds_a_whole_address_even_when_it_has_left(desk):
    register = "/admin/registres/abonnes/"
    subscribed("rose@example.org")
    leave(subscribed("partie@example.org").email, "lien", timezone.now())

    def listed(words):
        return text(desk.get(register, {"q": words})).count('data-object-pk="')

    assert listed("rose@example.org") == 1
    assert listed("PARTIE@example.org") == 1
    assert listed("rose") == 0


def test_the_editor_of_an_issue_leads_to_its_sending(issue, writer, desk):
    admin = UserFactory(is_superuser=True, is_staff=True)
    link = f"{DESK}{issue.pk}/"

    assert link in text(at_the_desk(admin).get(f"/admin/pages/{issue.pk}/edit/"))
    assert at_the_desk(colleague()).get(link).status_code == 302
