"""What the press wrote about the Forum, and who came by it: I12. Read from dates, as of any day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef

from crm.journeys.models import Touch
from forum.models import Edition, ForumPage
from news.models import Coverage

from ..days import moment_after
from ..rules import Rules
from .figures import Figure, counted
from .people import who


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
    held = Edition.objects.exclude(cancelled_on__lte=day).order_by()
    for pk, starts_on, ends_on, page in held.values_list("pk", "starts_on", "ends_on", "page"):
        editions[pk] = (starts_on - around, ends_on + around)
        own[page] = pk
    rows = Coverage.objects.filter(_about_the_forum(), published_on__lte=day).order_by()
    found = Spoken(set(), set())
    for pk, about, published_on in rows.values_list("pk", "about", "published_on"):
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
