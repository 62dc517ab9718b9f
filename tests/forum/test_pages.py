from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail import hooks

from editorial.plugins import Availability
from forum.models import EditionPage
from tests.forum.factories import EditionFactory, ahead, edition_page
from tests.site_pages import queries_of_its_own, text_of

pytestmark = pytest.mark.django_db


def test_the_forum_presents_the_coming_edition_before_the_past_ones(client, forum):
    edition_page(forum, title="Forum de 2010")
    edition_page(forum, title="Forum à venir", **ahead())

    shown = text_of(client, forum)

    assert shown.index("Forum à venir") < shown.index("Forum de 2010")
    assert "Inscriptions ouvertes" in shown


def test_without_a_coming_edition_the_forum_says_so(client, forum):
    edition_page(forum)

    assert "La date n’est pas encore fixée" in text_of(client, forum)


def test_an_edition_is_coming_until_the_end_of_its_last_day(client, forum):
    today = timezone.localdate()
    edition_page(forum, starts_on=today - timedelta(days=1), ends_on=today)

    assert "En ce moment" in text_of(client, forum)


def test_a_cancelled_edition_gives_its_reason(client, forum):
    stop = {"cancelled_on": timezone.localdate(), "reason": "La neige coupe la route."}
    page = edition_page(forum, **ahead(**stop))

    assert "La neige coupe la route." in text_of(client, page)


def test_a_postponed_edition_no_longer_shows_as_open(client, forum):
    page = edition_page(forum, **ahead(postponed=True, reason="La salle est en travaux."))

    shown = text_of(client, page)

    assert "Reporté" in shown
    assert "Inscriptions ouvertes" not in shown


def test_those_who_register_people_are_heard_while_one_can_register(client, forum):
    page = edition_page(forum, **ahead())
    offer = Availability(88, 300, "88 places libres", "open", "/inscription/", "S’inscrire")

    with hooks.register_temporarily(
        "register_availability", lambda kind, ids: dict.fromkeys(ids, offer), order=1000
    ):
        shown = text_of(client, page)

    assert "88 places libres" in shown
    assert 'href="/inscription/"' in shown


def test_the_address_of_an_edition_is_its_year(forum):
    page = EditionPage(title="Forum", slug="automne", edition=EditionFactory())

    with pytest.raises(ValidationError, match="2010"):
        page.clean()


def test_ordinals_are_raised(client, forum):
    page = edition_page(forum, title="2e Forum", starts_on=date(2010, 10, 7))

    assert "2<sup>e</sup> Forum" in text_of(client, page)


@pytest.mark.parametrize("count", [3, 30])
def test_the_forum_costs_few_queries(client, forum, count):
    for number in range(count):
        edition_page(forum, starts_on=date(1980 + number, 10, 7))

    assert queries_of_its_own(client, forum) <= 3
