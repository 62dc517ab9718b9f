"""What every test may count on: a whole database, whatever the test before it did."""

import gc
import os
import sqlite3
from collections.abc import Generator, Iterator
from contextlib import closing
from functools import cache
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.core import serializers
from django.core.cache import caches
from django.core.serializers.base import DeserializedObject
from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction
from django.db.models import Model
from pytest_django.plugin import blocking_manager_key

COMMITS = {"transactional_db", "live_server"}
# What the migrations wrote, kept for the whole run: a browser's loop brings another connection,
# which would not know it, and the tables would stay as empty as the last flush left them.
WRITTEN = pytest.StashKey[str]()


def pytest_configure() -> None:
    settings.VAR_DIR.mkdir(exist_ok=True)


def commits(item: pytest.Item) -> bool:
    """Tell whether a test really commits, so that its tables are flushed afterwards."""
    marker = item.get_closest_marker("django_db")
    asked = bool(marker and marker.kwargs.get("transaction"))
    return asked or not COMMITS.isdisjoint(getattr(item, "fixturenames", ()))


def pytest_itemcollected(item: pytest.Item) -> None:
    # A flush takes away what the migrations wrote, Wagtail's root page and locale among it:
    # Django then reads them back from memory before the next test of the same kind.
    if commits(item):
        whole = pytest.mark.django_db(transaction=True, serialized_rollback=True)
        item.add_marker(whole, append=False)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Those that commit come last: pytest brings together all that share a browser, wherever they stood."""
    items.sort(key=commits)


def pytest_collection_finish() -> None:
    """Let the collector look at what the tests make, not at all that was imported: a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None, request: pytest.FixtureRequest, django_db_blocker: Any
) -> None:
    """Make the database as pytest-django does; let every connection know what the migrations wrote."""
    written = getattr(connection, "_test_serialized_contents", "")
    request.config.stash[WRITTEN] = written
    if written:
        type(connections[DEFAULT_DB_ALIAS])._test_serialized_contents = written
    type(connection.creation).deserialize_db_from_string = _put_back
    if (name := os.environ.get("DB_COPY")) and connection.vendor == "sqlite":
        copy_for(name, django_db_blocker)


def _put_back(creation: Any, written: str) -> None:
    """What Django does before each test that commits, a statement a table rather than two a row.

    Before the first of them nothing was emptied: what is there is as it was written.
    """
    alias = creation.connection.alias
    with transaction.atomic(using=alias), creation.connection.constraint_checks_disabled():
        for rows in written_rows(written, alias):
            model = type(rows[0].object)
            if model._meta.parents:
                for row in rows:
                    row.save()
                continue
            model._base_manager.using(alias).bulk_create(
                [row.object for row in rows], ignore_conflicts=True
            )
            for row in rows:
                for name, values in (row.m2m_data or {}).items():
                    getattr(row.object, name).set(values)
        creation.connection.check_constraints()


@cache
def written_rows(written: str, alias: str) -> list[list[DeserializedObject]]:
    """What the migrations wrote, the rows of each table together."""
    tables: dict[type[Model], list[DeserializedObject]] = {}
    for row in serializers.deserialize("json", written, using=alias):
        tables.setdefault(type(row.object), []).append(row)
    return list(tables.values())


def copy_for(name: str, django_db_blocker: Any) -> None:
    """Leave a copy of the database as the migrations made it: another process starts from there."""
    target = settings.VAR_DIR / f"test-{name}.sqlite3"
    beside = target.with_suffix(".part")
    beside.unlink(missing_ok=True)
    with django_db_blocker.unblock(), closing(sqlite3.connect(beside)) as copy:
        connection.ensure_connection()
        connection.connection.backup(copy)
    beside.rename(target)


@pytest.fixture(scope="session", autouse=True)
def _grant_rights_once(django_db_setup: None, django_db_blocker: Any) -> None:
    """Groups and their rights are there for every test, but those that follow one that commits."""
    from django.contrib.auth.models import Group

    from editorial.rights import grant

    if connection.settings_dict["NAME"] != connection.settings_dict["TEST"]["NAME"]:
        return  # none of the tests asked for a database: none was made
    with django_db_blocker.unblock():
        # A database used again may hold rights that are written no more.
        Group.permissions.through.objects.all().delete()
        grant()


@pytest.fixture(scope="session", autouse=True)
def _empty_tables_by_deleting(django_db_setup: None, django_db_blocker: Any) -> None:
    """On PostgreSQL, empty the tables row by row: a TRUNCATE of all of them makes and syncs a thousand files."""
    if connection.vendor != "postgresql":
        return
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        may_pass_triggers = cursor.fetchone()[0]
    if may_pass_triggers:
        type(connection.ops).sql_flush = _deletes


def _deletes(operations: Any, style: Any, tables: list[str], **asked: Any) -> list[str]:
    """The statements of a flush; neither foreign keys nor append-only tables stand in its way."""
    deletes = [f"DELETE FROM {operations.quote_name(table)}" for table in tables]  # noqa: S608
    return ["SET LOCAL session_replication_role = replica", *deletes] if tables else []


@pytest.fixture(autouse=True)
def _empty_caches() -> None:
    """What a test left in the caches, Wagtail's addresses of sites among it, is not for the next one."""
    for name in settings.CACHES:
        caches[name].clear()


@pytest.fixture(autouse=True)
def _empty_journal_before_the_flush(request: pytest.FixtureRequest) -> Iterator[None]:
    """Take the append-only rows away through their gate: the flush may meet the gate's table first."""
    if not commits(request.node):
        yield
        return
    request.getfixturevalue("transactional_db")
    yield
    if apps.is_installed("crm.journal"):
        gate = apps.get_model("crm_journal", "Gate").objects
        gate.update_or_create(pk=1, defaults={"is_open": True})
        apps.get_model("crm_journal", "Entry").objects.all().delete()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None, object, object]:
    """With --reuse-db, leave the file as the migrations made it: the next run starts from there."""
    result = yield
    written = item.config.stash.get(WRITTEN, "") if commits(item) else ""
    if written and item.config.getvalue("reuse_db") and "DB_ONCE" not in os.environ:
        with item.config.stash[blocking_manager_key].unblock():
            connection.creation.deserialize_db_from_string(written)
            connection.close()
    return result


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """In continuous integration a skipped test is a failure: nothing may be left out."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    on_a_worker = hasattr(session.config, "workerinput")
    if os.environ.get("CI") == "true" and reporter and not on_a_worker:
        skipped = reporter.stats.get("skipped", [])
        if skipped and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED
            reporter.write_line(f"\nCI=true : {len(skipped)} essai(s) laissé(s) de côté.", red=True)
