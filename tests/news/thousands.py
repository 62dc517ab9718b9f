"""News by the thousand, written straight into their two tables as add_child would one by one."""

from datetime import date
from uuid import uuid4

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models.sql import InsertQuery
from wagtail.models import Locale, Page

from news.models import NewsIndexPage, NewsPage, Theme

BATCH = 250


def many_news(index: NewsIndexPage, numbers: range, themes: list[Theme]) -> None:
    below = Page.objects.bulk_create(page_rows(index, numbers), batch_size=BATCH)
    first = date(2000, 1, 1).toordinal()
    news = [
        NewsPage(
            page_ptr_id=page.pk,
            theme=themes[number % len(themes)],
            published_on=date.fromordinal(first + number % 4000),
        )
        for number, page in zip(numbers, below, strict=True)
    ]
    for start in range(0, len(news), BATCH):
        insert(news[start : start + BATCH])
    Page.objects.filter(pk=index.pk).update(numchild=numbers[-1])


def page_rows(index: NewsIndexPage, numbers: range) -> list[Page]:
    kind, locale = ContentType.objects.get_for_model(NewsPage), Locale.get_default()
    depth = index.depth + 1
    return [
        Page(
            path=NewsIndexPage._get_path(index.path, depth, number),
            depth=depth,
            title=f"Nouvelle {number}",
            draft_title=f"Nouvelle {number}",
            slug=f"nouvelle-{number}",
            url_path=f"{index.url_path}nouvelle-{number}/",
            translation_key=uuid4(),
            content_type=kind,
            locale=locale,
        )
        for number in numbers
    ]


def insert(news: list[NewsPage]) -> None:
    """The second table only: Django's own bulk_create refuses a model that inherits rows."""
    query = InsertQuery(NewsPage)
    query.insert_values(NewsPage._meta.local_concrete_fields, news)
    query.get_compiler(connection=connection).execute_sql()
