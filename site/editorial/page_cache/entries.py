"""What is kept of a page, and where."""

from __future__ import annotations

import gzip
import hashlib
import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from django.core.cache import caches
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.regex_helper import _lazy_re_compile

from editorial.changes import stamp

MINUTE = 60
# Seconds that whoever renders a page has to do it, and that others wait for it, looking this often.
RENDERING, WAITING, LOOKING = 10, 1.0, 0.02
ACCEPTS_GZIP = _lazy_re_compile(r"\bgzip\b")
# Made again for each answer.
NOT_KEPT = {"content-length", "content-encoding", "date"}

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Entry:
    """packed: the body, compressed by gzip. page_id: the page whose readings it counts, None for none."""

    headers: list[tuple[str, str]]
    packed: bytes
    page_id: int | None

    def answer(self, request: HttpRequest) -> HttpResponse:
        response = HttpResponse(headers=dict(self.headers))
        if ACCEPTS_GZIP.search(request.META.get("HTTP_ACCEPT_ENCODING", "")):
            response.content = self.packed
            response.headers["Content-Encoding"] = "gzip"
        else:
            response.content = gzip.decompress(self.packed)
        response.headers["Content-Length"] = str(len(response.content))
        return response


# Under the address of an answer that everybody may not be given: nobody waits for it.
NOT_FOR_ALL = "not for all"


def entry_of(response: HttpResponse, page_id: int | None) -> Entry:
    headers = [(name, value) for name, value in response.items() if name.lower() not in NOT_KEPT]
    return Entry(headers, gzip.compress(response.content, compresslevel=6, mtime=0), page_id)


def key_of(request: HttpRequest) -> str | None:
    """The address, the minute and the stamp of the database; None when nobody can tell what it holds."""
    try:
        host = request.get_host()
    except DisallowedHost:
        return None
    known = stamp()
    if known is None:
        return None
    query = urlencode(
        sorted(parse_qsl(request.META.get("QUERY_STRING", ""), keep_blank_values=True))
    )
    minute = int(timezone.now().timestamp() // MINUTE)
    asked = [known, str(minute), request.scheme or "", host, request.path_info, query]
    return "page:" + hashlib.sha256("\n".join(asked).encode()).hexdigest()


def look(key: str) -> Entry | str | None:
    try:
        found: Entry | str | None = caches["pages"].get(key)
    except Exception as error:
        logger.warning("Kept pages cannot be read: %r", error)
        return None
    return found


def keep(key: str, entry: Entry | str) -> None:
    try:
        caches["pages"].set(key, entry, MINUTE)
    except Exception as error:
        logger.warning("A page could not be kept: %r", error)


@contextmanager
def turn(key: str) -> Iterator[Entry | str | None]:
    """Render a page alone: give what another request made of it in the meantime, None to whoever must make it.

    Nobody waits longer than WAITING, nor for one who died.
    """
    lock = f"{key}:turn"
    mine = _add(lock)
    try:
        yield look(key) if mine else _wait(key, lock)
    finally:
        if mine:
            _release(lock)


def _wait(key: str, lock: str) -> Entry | str | None:
    until = time.monotonic() + WAITING
    while time.monotonic() < until:
        time.sleep(LOOKING)
        if found := look(key):
            return found
        if not look(lock):
            return None
    return None


def _add(lock: str) -> bool:
    try:
        return bool(caches["pages"].add(lock, 1, RENDERING))
    except Exception:
        return True


def _release(lock: str) -> None:
    try:
        caches["pages"].delete(lock)
    except Exception as error:
        logger.warning("A turn could not be given back: %r", error)
