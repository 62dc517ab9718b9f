"""What the press wrote about the Forum, and who came by it: I12. Read from dates, as of any day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, QuerySet, Value
from wagtail.models import Page

from crm.journeys.models import Acquisition, Touch
from crm.people.models import Person
from forum.models import Edition, EditionPage, ForumPage
from news.models import Coverage

from ..days import moment_after
from ..rules import Rules
from .figures import Figure, counted
from .people import who

READS = (Edition, EditionPage, ForumPage, Page, Coverage, Touch, Acquisition, Person)

EDITION, ARTICLE = "edition", "article"


@dataclass(frozen=True)
class Spoken:
    """The articles about the Forum, and the editions that they surround."""

    articles: set[int]
    editions: set[int]


def spoken_of(day: date, rules: Rules) -> Spoken:
    """The articles that appeared by a day, within some days of the edition that they speak of.

    An article about an edition goes with that one alone; about the Forum, with any. One cancelled by then counts not.
    """
    around = timedelta(days=rules.press_days)
    editions: dict[int, tuple[date, date]] = {}
    own: dict[int, int] = {}
    articles: list[tuple[int, int, date]] = []
    for kind, pk, page, first, last in _written(day):
        if kind == EDITION:
            editions[pk] = (first - around, last + around)
            own[page] = pk
        else:
            articles.append((pk, page, first))
    found = Spoken(set(), set())
    for pk, about, published_on in articles:
        wanted = [own[about]] if about in own else list(editions)
        near = {
            one
            for one in wanted
            if one in editions and editions[one][0] <= published_on <= editions[one][1]
        }
        if near:
            found.articles.add(pk)
            found.editions.update(near)
    return found


def _written(day: date) -> QuerySet[Edition, tuple[Any, ...]]:
    """The editions not cancelled and the articles about the Forum: kind, id, page, first day, last day."""
    held = Edition.objects.exclude(cancelled_on__lte=day).order_by()
    about = Coverage.objects.filter(_about_the_forum(), published_on__lte=day).order_by()
    rows = held.values_list(_kind(EDITION), "pk", "page", "starts_on", "ends_on")
    return rows.union(
        about.annotate(last=F("published_on")).values_list(
            _kind(ARTICLE), "pk", "about", "published_on", "last"
        ),
        all=True,
    )


def _kind(name: str) -> Value:
    return Value(name, output_field=CharField())


def _about_the_forum() -> Exists:
    """Of an article: whether its page is the Forum's, or one below."""
    path = ExpressionWrapper(OuterRef("about__path"), output_field=CharField())
    forums = ForumPage.objects.annotate(of_article=path).order_by()
    return Exists(forums.filter(of_article__startswith=F("path")))


def forum_press(day: date, rules: Rules, registered: set[int]) -> list[Figure]:
    """Return I12, and among the persons registered those whom one of these articles or editions brought."""
    spoken = spoken_of(day, rules)
    known, came = set(), set()
    touches = Touch.objects.filter(at__lt=moment_after(day)).annotate(who=who()).order_by()
    names = ("who", "acquisition__coverage", "acquisition__edition")
    for person, article, edition in touches.values_list(*names).distinct():
        if person in registered:
            known.add(person)
            if article in spoken.articles or edition in spoken.editions:
                came.add(person)
    return [
        counted("I12", spoken.articles),
        counted("I12_came", came, unknown=len(registered - known)),
    ]
