"""Whether the database has changed: a stamp to file a result under, another one after each committed write.

Every connection tells which tables its statements write, whatever the process. Once they are committed, each
of these tables has a new mark in the shared cache, and so has « what the public may see », unless all of them
are quiet: `register_quiet_tables() -> Quiet` adds to those named below. A table that nobody thought of is one
that counts: forgetting it costs time, never truth.
"""

from __future__ import annotations

import hashlib
import logging
import secrets
import threading
from collections.abc import Callable, Iterable
from functools import cache as once
from typing import NamedTuple, TypeVar

from django.conf import settings
from django.core.cache import caches
from django.core.signals import request_finished
from wagtail import hooks

from .writes import EVERYTHING, say_late, uncommitted, watch

SHOWN = "changes:shown"
HOUR = 3600

T = TypeVar("T")

logger = logging.getLogger(__name__)


class Quiet(NamedTuple):
    """unshown: tables that no anonymous page shows. unmarked: those that nobody asks about either, written so
    often that a mark would cost more than it gives; `stamp` cannot tell about them."""

    unshown: Iterable[str] = ()
    unmarked: Iterable[str] = ()


OWN = Quiet(
    unshown=[
        "auth_group", "auth_group_permissions", "auth_permission", "auth_user_groups",
        "auth_user_user_permissions", "desk_draftlink", "wagtailcore_comment", "wagtailcore_commentreply",
        "wagtailcore_pagesubscription", "wagtailusers_userprofile",
    ],
    unmarked=[
        "account_emailaddress", "account_emailconfirmation", "desk_draftview", "desk_readadvice",
        "django_admin_log", "django_session", "django_tasks_database_dbtaskresult", "editorial_dailycount",
        "editorial_scheduledjob", "mfa_authenticator", "wagtailadmin_editingsession",
        "wagtailadmin_formstate", "wagtailcore_modellogentry", "wagtailcore_pagelogentry",
        "wagtailcore_uploadedfile", "wagtailsearchpromotions_query",
        "wagtailsearchpromotions_querydailyhits",
    ],
)  # fmt: skip


@once
def unmarked() -> frozenset[str]:
    """Caches that live in the database are no part of what it holds."""
    tables = {
        kept["LOCATION"]
        for kept in settings.CACHES.values()
        if kept["BACKEND"].endswith("DatabaseCache")
    }
    return frozenset(tables.union(*(quiet.unmarked for quiet in _quiet())))


@once
def unshown() -> frozenset[str]:
    return unmarked().union(*(quiet.unshown for quiet in _quiet()))


def _quiet() -> list[Quiet]:
    return [OWN, *(offer() for offer in hooks.get_hooks("register_quiet_tables"))]


def stamp(tables: Iterable[str] | None = None) -> str | None:
    """Return a string that is another one once a committed write has touched one of these tables.

    None asks for whatever an anonymous page may show. Returns None when nobody can tell: the shared cache is
    away, this thread has writes of its own still to commit, or one of the tables is never marked.
    Take it before reading what is kept under it: what was read while somebody wrote is then never found again.
    """
    asked = None if tables is None else {table.lower() for table in tables}
    if asked and not unmarked().isdisjoint(asked):
        return None
    say_late()
    if _touch(asked, uncommitted()) or not _pay():
        return None
    keys = [SHOWN] if asked is None else [_key(table) for table in sorted({*asked, EVERYTHING})]
    try:
        marks = _read(keys)
    except Exception as error:
        logger.warning("The marks of changes cannot be read: %r", error)
        return None
    if len(marks) < len(keys):
        return None
    return hashlib.sha256("".join(marks[key] for key in keys).encode()).hexdigest()[:32]


def kept(name: str, tables: Iterable[str], make: Callable[[], T]) -> T:
    """What was made of these tables, and of nothing else, for as long as nobody writes them; an hour at most.

    `name` holds whatever else it depends on, the day among it. The shared cache keeps it: what may be pickled.
    """
    known = stamp(tables)
    if known is None:
        return make()
    key = f"kept:{name}:{known}"
    found: tuple[T] | None = caches["default"].get(key)
    if found is None:
        found = (make(),)
        caches["default"].set(key, found, HOUR)
    return found[0]


def _read(keys: list[str]) -> dict[str, str]:
    """The marks, made where there was none. Whoever made one at the same time is told apart by reading again."""
    marks: dict[str, str] = caches["changes"].get_many(keys)
    missing = [key for key in keys if key not in marks]
    for key in missing:
        caches["changes"].add(key, secrets.token_hex(8), None)
    return marks | caches["changes"].get_many(missing) if missing else marks


def _key(table: str) -> str:
    return f"changes:{table}"


def _touch(asked: set[str] | None, written: set[str]) -> bool:
    if EVERYTHING in written:
        return True
    return bool(written - unshown()) if asked is None else not written.isdisjoint(asked)


# What could not be written to the shared cache: until it is, nothing here answers for what is kept.
_owed: set[str] = set()
_owed_lock = threading.Lock()


def mark(tables: Iterable[str]) -> None:
    """Give new marks to tables that were just written; never raises."""
    written = set(tables) - unmarked()
    if not written:
        return
    keys = {_key(table) for table in written}
    if written - unshown():
        keys.add(SHOWN)
    with _owed_lock:
        _owed.update(keys)
    _pay()


def _pay() -> bool:
    """Write the marks that are owed; tell whether none is left."""
    if not _owed:
        return True
    with _owed_lock:
        keys = set(_owed)
        try:
            failed = caches["changes"].set_many({key: secrets.token_hex(8) for key in keys}, None)
        except Exception as error:
            logger.warning("Changes could not be told to other processes: %r", error)
            return False
        _owed.difference_update(keys.difference(failed))
        return not _owed


def listen() -> None:
    """Called once, when apps are ready."""
    watch(mark, unmarked)
    request_finished.connect(say_late, dispatch_uid="changes")
