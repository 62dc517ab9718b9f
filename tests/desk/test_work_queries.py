"""The first page of the admin stays light, whatever awaits there."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from editorial.models import Embargo
from tests.desk.dated import a_draft_of, news, scheduled, under_review
from tests.desk.people import a_site, at_work, someone

pytestmark = pytest.mark.django_db

MOST = 25


def work(user, how_many):
    now = timezone.now()
    day = timedelta(days=1)
    for number in range(how_many):
        a_draft_of(user, f"Brouillon {number}")
        a_draft_of(user, f"Daté {number}", go_live_at=now + day)
        scheduled(now + 2 * day, f"Programmée {number}", user)
        news(title=f"Ancienne {number}", review_on=timezone.localdate() - day)
        held = news(title=f"Sous embargo {number}")
        Embargo.objects.create(page=held, until=now + day)
        under_review(user, f"Relue {number}")


def queries(client):
    client.get(reverse("wagtailadmin_home"))
    with CaptureQueriesContext(connection) as found:
        assert client.get(reverse("wagtailadmin_home")).status_code == 200
    return len(found)


def test_the_first_page_asks_the_database_as_often_for_one_line_as_for_eight():
    a_site()
    user = someone("Relecteur", "Responsable formation")
    client = at_work(user)
    work(user, 1)
    few = queries(client)
    work(user, 7)

    assert queries(client) == few
    assert few <= MOST
