"""The alert above every page, which comes and goes by itself; and the readings, counted without a trace."""

from datetime import UTC, date, datetime, timedelta
from threading import Thread

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connections, transaction
from django.utils import timezone
from wagtail.models import Site

from editorial.models import AlertBanner, BannerLevel, DailyCount, StandardPage
from editorial.readings.counting import count
from editorial.retention import forget
from tests.news.factories import a_home_page
from tests.site_pages import published, queries_of, text_of

pytestmark = pytest.mark.django_db
NOON = datetime(2011, 5, 9, 12, tzinfo=UTC)
FIREFOX = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:5.0) Firefox/5.0"}


@pytest.fixture
def page():
    return published(StandardPage(title="Bureaux", slug="bureaux"), a_home_page())


def a_banner(**fields):
    banner = AlertBanner.for_site(Site.objects.get())
    fields = {"text": "Fermé vendredi.", "starts_at": NOON, "ends_at": NOON + timedelta(1)} | fields
    for name, value in fields.items():
        setattr(banner, name, value)
    banner.save()
    return banner


@pytest.mark.parametrize(
    ("at", "shown"),
    [(timedelta(seconds=-1), False), (timedelta(0), True), (timedelta(1), False)],
)
def test_the_alert_comes_and_goes_at_its_hour(page, client, at, shown):
    a_banner(level=BannerLevel.DANGER, link_label="Les horaires", link_url="/contact/")
    with time_machine.travel(NOON - timedelta(hours=1)):
        text_of(client, page)
    with time_machine.travel(NOON + at, tick=False):
        html = text_of(client, page)

    assert ("Fermé vendredi." in html) is shown
    assert ('href="/contact/"' in html) is shown


def test_the_alert_costs_no_query(page, client):
    without = queries_of(client, page)
    a_banner(starts_at=timezone.now(), ends_at=timezone.now() + timedelta(1))

    assert queries_of(client, page) == without


def test_an_alert_has_its_dates_and_its_link_its_words(page):
    with pytest.raises(ValidationError) as refused:
        AlertBanner(text="Fermé.", link_url="/x/").clean()
    assert set(refused.value.message_dict) == {"starts_at", "ends_at", "link_label"}
    with pytest.raises(IntegrityError), transaction.atomic():
        a_banner(ends_at=NOON - timedelta(1))


def views(page):
    return list(DailyCount.objects.filter(page=page).values_list("day", "views"))


@time_machine.travel(NOON)
def test_each_reading_counts_once_by_day(page, client):
    for _ in range(3):
        client.get(page.url, headers=FIREFOX)

    assert views(page) == [(date(2011, 5, 9), 3)]


@pytest.mark.parametrize(
    "agent", ["Googlebot/2.1", "curl/8", "", "HeadlessChrome/120", "feedparser", "python-requests"]
)
def test_robots_are_not_readers(page, client, agent):
    client.get(page.url, headers={"User-Agent": agent})

    assert views(page) == []


def test_agents_are_not_readers(page, admin_client):
    admin_client.get(page.url, headers=FIREFOX)

    assert views(page) == []


@pytest.mark.parametrize("headers", [{"Sec-Purpose": "prefetch;prerender"}])
def test_a_page_fetched_in_advance_is_not_read(page, client, headers):
    client.get(page.url, headers=FIREFOX | headers)

    assert views(page) == []


def test_what_is_not_found_is_not_read(page, client):
    page.unpublish()
    client.get(page.url, headers=FIREFOX)
    client.head("/", headers=FIREFOX)

    assert not DailyCount.objects.exists()


def test_nothing_is_kept_of_who_reads():
    assert {field.name for field in DailyCount._meta.fields} == {"id", "page", "day", "views"}


def test_a_reading_costs_one_query(page, client, django_assert_num_queries):
    without = queries_of(client, page)
    client.get(page.url, headers=FIREFOX)

    with django_assert_num_queries(without + 1):
        client.get(page.url, headers=FIREFOX)
    assert without + 1 <= 10


@pytest.mark.django_db(transaction=True)
def test_readers_who_come_at_once_are_all_counted():
    home = a_home_page()

    def read_ten_times():
        for _ in range(10):
            count(home.pk, date(2011, 5, 9))
        connections.close_all()

    readers = [Thread(target=read_ten_times) for _ in range(4)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()

    assert views(home) == [(date(2011, 5, 9), 40)]


def test_counts_are_forgotten_after_twenty_five_months(page):
    today = timezone.localdate()
    DailyCount.objects.create(page=page, day=today - timedelta(days=761), views=3)
    DailyCount.objects.create(page=page, day=today - timedelta(days=700), views=4)

    forget(timezone.now())

    assert [row.views for row in DailyCount.objects.all()] == [4]


def test_editors_read_thirty_days_page_by_page(page, admin_client, django_assert_max_num_queries):
    today = timezone.localdate()
    DailyCount.objects.create(page=page, day=today, views=7)
    DailyCount.objects.create(page=page, day=today - timedelta(days=29), views=5)
    DailyCount.objects.create(page=page, day=today - timedelta(days=30), views=100)

    with django_assert_max_num_queries(25):
        shown = admin_client.get("/admin/frequentation/").content.decode()

    assert "12 lectures" in shown
    assert "Bureaux" in shown


def test_others_do_not(page, client, django_user_model):
    assert client.get("/admin/frequentation/").status_code == 302
    client.force_login(django_user_model.objects.create_user("quidam"))
    assert client.get("/admin/frequentation/").status_code in {302, 403}
