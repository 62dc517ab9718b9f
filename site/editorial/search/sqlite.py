"""Wagtail's full-text search of SQLite, made to ignore plurals: it indexes stems and asks for stems.

FTS5 knows no French. Titles and texts are kept stemmed in the index, questions are stemmed the same
way. Completion in the admin stays on whole words.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

from modelsearch.backends.database.sqlite import sqlite
from modelsearch.backends.database.sqlite.query import BM25
from modelsearch.query import Phrase, PlainText

from editorial.search.french import asked_words, stem, stemmed, words_of


class FrenchIndexer(sqlite.ObjectIndexer):
    @cached_property
    def title(self) -> str:
        return stemmed(super().title)

    @cached_property
    def body(self) -> str:
        return stemmed(super().body)


class FrenchIndex(sqlite.SQLiteIndex):
    def add_items(self, model: Any, objs: Any) -> None:
        """As Wagtail’s, which would not take another indexer than its own."""
        entries = self.entries
        kind = sqlite.get_content_type_pk(model)
        rows = [FrenchIndexer(obj, self.backend) for obj in objs]
        if not model.get_search_fields() or not rows:
            return
        known = entries.filter(content_type_id=kind)
        there = set(
            known.filter(object_id__in=[row.id for row in rows]).values_list("object_id", flat=True)
        )
        for row in rows:
            if row.id in there:
                known.filter(object_id=row.id).update(
                    title=row.title, autocomplete=row.autocomplete, body=row.body
                )
        entries.bulk_create(
            sqlite.IndexEntry(
                content_type_id=kind,
                object_id=row.id,
                title=row.title,
                autocomplete=row.autocomplete,
                body=row.body,
            )
            for row in rows
            if row.id not in there
        )
        self._refresh_title_norms()


class TitleFirst(BM25):  # type: ignore[misc]
    """How well a page answers, the lowest being the best. A word of the title is worth ten of the text.

    Wagtail’s own measure favours short titles, whether they hold the word or not.
    """

    def as_sql(
        self, compiler: Any, connection: Any, function: Any = None, template: Any = None
    ) -> tuple[str, list[Any]]:
        # The columns of the table: completion, text, title.
        table = sqlite.SQLiteFTSIndexEntry._meta.db_table
        return f"bm25({table}, 0.0, 1.0, 10.0)", []


class FrenchQueryCompiler(sqlite.SQLiteSearchQueryCompiler):
    def _build_rank_expression(self, vectors: Any, config: Any) -> BM25:
        return TitleFirst()

    def build_search_query_content(self, query: Any, config: Any = None) -> Any:
        if isinstance(query, PlainText):
            stems = [stem(word) for word in asked_words(query.query_string)]
            query = PlainText(" ".join(stems), operator=query.operator)
        elif isinstance(query, Phrase):
            query = Phrase(" ".join(stem(word) for word in words_of(query.query_string)))
        return super().build_search_query_content(query, config=config)


class SearchBackend(sqlite.SQLiteSearchBackend):
    query_compiler_class = FrenchQueryCompiler
    index_class = FrenchIndex
