"""The stamp of changes: another one after each committed write, the same one otherwise."""

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from wagtail.models import Locale, Page, Site

from editorial.changes import Quiet, stamp, unmarked, unshown
from editorial.models import DailyCount, KeyFigure
from editorial.writes import EVERYTHING, written

FIGURES = KeyFigure._meta.db_table
SITES = Site._meta.db_table


def a_figure(year=2011):
    return KeyFigure(label="habitants", value=5000, year=year, source="Insee")


def undone():
    with transaction.atomic():
        a_figure(1999).save()
        raise IntegrityError


def in_bulk():
    KeyFigure.objects.bulk_create([a_figure(2008), a_figure(2009)])


def by_update():
    KeyFigure.objects.update(label="habitantes")


def by_delete():
    KeyFigure.objects.all().delete()


def by_raw():
    with connection.cursor() as cursor:
        cursor.executemany("UPDATE editorial_keyfigure SET label = %s", [["a"], ["b"]])


def got_or_created():
    KeyFigure.objects.get_or_create(
        label="nouveau", defaults={"value": 1, "year": 2011, "source": "Insee"}
    )


def test_a_stamp_stays_while_nothing_is_written(transactional_db):
    assert stamp() == stamp()
    assert stamp([FIGURES]) == stamp([FIGURES])
    assert stamp([FIGURES]) != stamp([SITES])


@pytest.mark.parametrize("write", [in_bulk, by_update, by_delete, by_raw, got_or_created])
def test_every_kind_of_write_changes_the_stamp(transactional_db, write):
    a_figure().save()
    before = stamp(), stamp([FIGURES]), stamp([SITES])
    write()
    after = stamp(), stamp([FIGURES]), stamp([SITES])
    assert after[0] != before[0]
    assert after[1] != before[1]
    assert after[2] == before[2]
    assert None not in after


def test_what_is_undone_changes_nothing_and_what_is_kept_changes_once(transactional_db):
    before = stamp([FIGURES])
    with pytest.raises(IntegrityError):
        undone()
    assert stamp([FIGURES]) == before
    with transaction.atomic():
        with pytest.raises(IntegrityError):
            undone()
        # Undone with its savepoint: nothing is left to commit.
        assert stamp([FIGURES]) == before
        a_figure().save()
        assert stamp([FIGURES]) is None
        assert stamp([SITES]) is not None
        assert stamp() is None
    assert stamp([FIGURES]) not in (None, before)


def test_a_write_in_a_savepoint_that_holds_counts(transactional_db):
    before = stamp([FIGURES])
    with transaction.atomic(), transaction.atomic():
        a_figure().save()
        assert stamp([FIGURES]) is None
    assert stamp([FIGURES]) not in (None, before)


def test_quiet_tables_leave_the_public_stamp_alone(transactional_db):
    before = stamp()
    Session.objects.create(session_key="a", session_data="", expire_date=timezone.now())
    page = Page.objects.first()
    DailyCount.objects.create(page=page, day=timezone.localdate(), views=1)
    assert stamp() == before
    assert stamp([Session._meta.db_table]) is None


def test_a_statement_that_nobody_can_read_changes_every_stamp(transactional_db):
    before = stamp(), stamp([FIGURES])
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS of_nobody")
    assert stamp() != before[0]
    assert stamp([FIGURES]) != before[1]


def test_without_its_cache_nobody_can_tell_and_what_was_written_is_told_later(
    transactional_db, settings
):
    before = stamp([FIGURES])
    away = settings.CACHES["changes"] | {"BACKEND": "tests.editorial.caches.Away"}
    kept = settings.CACHES
    settings.CACHES = kept | {"changes": away}
    assert stamp() is None
    a_figure().save()
    settings.CACHES = kept
    caches["changes"].add("unrelated", 1)
    assert stamp([FIGURES]) not in (None, before)


@pytest.mark.parametrize(
    ("sql", "tables"),
    [
        ('INSERT INTO "A" ("x") VALUES (1)', {"a"}),
        ("insert or ignore into b values (1)", {"b"}),
        ('UPDATE "public"."c" SET x = 1', {"c"}),
        ("\n  DELETE FROM d WHERE x = 1", {"d"}),
        ('TRUNCATE "e", "f" RESTART IDENTITY', {"e", "f"}),
        ("WITH old AS (DELETE FROM g RETURNING *) INSERT INTO h SELECT * FROM old", {"g", "h"}),
        ("WITH a AS (SELECT 1) SELECT * FROM a", set()),
        ('(SELECT 1) UNION (SELECT "update" FROM i)', set()),
        ("SAVEPOINT x", set()),
        ("ALTER TABLE j ADD x int", {EVERYTHING}),
        ("/* why */ UPDATE k SET x = 1", {EVERYTHING}),
    ],
)
def test_the_tables_of_a_statement(sql, tables):
    assert written(sql) == tables


def test_a_plugin_names_its_quiet_tables():
    from wagtail import hooks

    try:
        unmarked.cache_clear(), unshown.cache_clear()
        with hooks.register_temporarily(
            "register_quiet_tables", lambda: Quiet(unshown=["of_one"], unmarked=["of_other"])
        ):
            assert "of_one" in unshown() - unmarked()
            assert "of_other" in unmarked()
    finally:
        unmarked.cache_clear(), unshown.cache_clear()


def test_declared_tables_exist(db):
    tables = set(connection.introspection.table_names())
    names = unshown() - {"site_limits"}
    assert not names - tables


def test_watching_costs_no_query(db, django_assert_num_queries):
    with django_assert_num_queries(1):
        Locale.objects.first()
    with django_assert_num_queries(1):
        stamp()
        KeyFigure.objects.update(label="habitantes")
        stamp()
