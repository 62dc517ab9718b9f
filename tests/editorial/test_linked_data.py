"""What search engines read in the pages of the demonstration: each type has what it is asked for."""

import json
import re
from io import StringIO

import pytest
from django.core.management import call_command
from wagtail.models import Page

pytestmark = pytest.mark.django_db
SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)

# The type of a page in the demonstration, what it tells of, and what must be told of it.
REQUIRED = [
    (
        "home.homepage",
        "GovernmentOrganization",
        "name legalName url logo telephone email address areaServed",
    ),
    ("home.homepage", "WebSite", "name url potentialAction publisher"),
    ("editorial.contactpage", "BreadcrumbList", "itemListElement"),
    (
        "news.newspage",
        "NewsArticle",
        "headline datePublished dateModified author publisher image mainEntityOfPage",
    ),
    ("news.releasepage", "NewsArticle", "headline datePublished author publisher image"),
    ("training.coursepage", "Course", "name description provider hasCourseInstance offers"),
    (
        "training.coursepage",
        "CourseInstance",
        "courseMode startDate endDate location courseWorkload",
    ),
    ("home.eventpage", "Event", "name startDate location eventStatus"),
    (
        "forum.editionpage",
        "Event",
        "name startDate endDate location organizer eventStatus eventAttendanceMode url subEvent",
    ),
]


@pytest.fixture
def told(client):
    """For each type of page, everything that its first page tells, one thing inside another."""
    call_command("territory", stdout=StringIO())
    call_command("content", stdout=StringIO())
    first = {}
    for page in Page.objects.live().filter(depth__gt=1).order_by("path").specific():
        first.setdefault(page._meta.label_lower, page)
    return {label: things(client, page) for label, page in first.items()}


def things(client, page):
    html = client.get(page.get_url()).content.decode()
    return [one for text in SCRIPT.findall(html) for one in within(json.loads(text))]


def within(value):
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from within(part)


def test_each_type_tells_what_engines_ask_for_with_whole_addresses(told):
    missing = [
        f"{label}, {kind} : {name}"
        for label, kind, names in REQUIRED
        for name in names.split()
        if not fullest(told[label], kind).get(name)
    ]
    everything = [one for found in told.values() for one in found]
    addresses = [one[name] for one in everything for name in ("url", "logo", "item") if name in one]
    trails = [one["itemListElement"] for one in everything if one.get("@type") == "BreadcrumbList"]

    assert missing == []
    assert [address for address in addresses if not str(address).startswith("http")] == []
    assert {trail[0]["name"] for trail in trails} == {"Accueil"}
    assert all([step["position"] for step in t] == list(range(1, len(t) + 1)) for t in trails)


def fullest(found, kind):
    return max((one for one in found if one.get("@type") == kind), key=len, default={})
