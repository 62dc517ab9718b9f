"""Thousands of items of news below the page that lists them, found by the search like any other."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from django.db import connection
from django.db.models import F
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from news.models import NewsIndexPage, NewsPage

from ..days import at_hour
from .cast import Cast
from .rows import A_BATCH

SUBJECTS = [
    "Le télécentre ouvre un samedi par mois",
    "Une famille s’installe à Allanche",
    "La fibre arrive dans les bourgs",
    "Le Forum du télétravail prépare sa prochaine édition",
    "Une session de formation affiche complet",
]


def tell_news(cast: Cast, count: int) -> None:
    """Write so many items after those that are there, a day apart, each with the text of one of them."""
    parent, models = NewsIndexPage.objects.first(), list(NewsPage.objects.live())
    if parent is None or not models or not count:
        return
    last = _last_place(parent)
    rows = [_item(parent, n, last + n, models[n % len(models)], cast) for n in range(1, count + 1)]
    plain = [Page(**{f.attname: getattr(row, f.attname) for f in _page_fields()}) for row in rows]
    Page.objects.bulk_create(plain, batch_size=A_BATCH)
    for row, page in zip(rows, plain, strict=True):
        row.pk = row.page_ptr_id = page.pk
    _add_own_part(rows)
    Page.objects.filter(pk=parent.pk).update(numchild=F("numchild") + count)
    get_search_backend().add_bulk(NewsPage, rows)


def _item(parent: NewsIndexPage, number: int, place: int, like: NewsPage, cast: Cast) -> NewsPage:
    day = cast.today - timedelta(days=number)
    title, slug = f"{SUBJECTS[number % len(SUBJECTS)]}, {number}", f"actualite-{number}"
    at = at_hour(day, 8)
    return NewsPage(
        path=_path(parent, place),
        depth=parent.depth + 1,
        title=title,
        draft_title=title,
        slug=slug,
        url_path=f"{parent.url_path}{slug}/",
        content_type=like.content_type,
        locale_id=parent.locale_id,
        translation_key=uuid.UUID(int=cast.chance.getrandbits(128)),
        live=True,
        first_published_at=at,
        last_published_at=at,
        published_on=day,
        theme_id=like.theme_id,
        lead=like.lead,
        body=like.body,
        season=like.season,
    )


def _path(parent: Page, place: int) -> str:
    path: str = Page._get_path(parent.path, parent.depth + 1, place)
    return path


def _last_place(parent: Page) -> int:
    """The number of the last child, as the tree counts them: those taken away leave a gap."""
    last = parent.get_last_child()
    return Page._str2int(last.path[-Page.steplen :]) if last else 0


def _page_fields() -> list[Any]:
    return [field for field in Page._meta.concrete_fields if not field.primary_key]


def _add_own_part(rows: list[NewsPage]) -> None:
    """What a kind of page adds to a page is a table of its own, which Django writes one row at a time."""
    fields = NewsPage._meta.local_concrete_fields
    quoted = connection.ops.quote_name
    table, columns = quoted(NewsPage._meta.db_table), ", ".join(quoted(f.column) for f in fields)
    places = ", ".join(["%s"] * len(fields))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} ({columns}) VALUES ({places})",  # noqa: S608  # nosec B608 # names of a model
            [
                [
                    field.get_db_prep_save(field.pre_save(row, add=True), connection)
                    for field in fields
                ]
                for row in rows
            ],
        )
