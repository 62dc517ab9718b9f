"""What people and machines do in a site while a drill goes on. inside.py runs them, one a process."""

from __future__ import annotations

import time
from collections import Counter
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db import DatabaseError, close_old_connections
from django.test import Client
from django.utils import timezone
from wagtail.models import PageLogEntry

from crm.applications.services import apply
from crm.imports.models import ImportBatch
from crm.imports.services import confirm, tidy
from crm.journeys.exchanges import Said, note_exchange
from crm.journeys.models import Direction, InteractionKind, Outcome
from crm.letters.models import Letter
from crm.letters.services import write
from crm.people.models import Person
from crm.people.services import Identity, open_file
from news.models import NewsIndexPage, NewsPage
from tests.bench.imports import lines
from tests.crm.imports.files import as_csv, checked

MARK = "Exercice"
PAUSE = 0.1


def write_letters(count: str) -> dict[str, Any]:
    """Letters that wait for a worker, each to an address of its own."""
    for rank in range(int(count)):
        to = f"{MARK.lower()}{rank}@example.org"
        write("crm_circle/letters/code.txt", to=to, key=f"{MARK}-{rank}")
    return letters()


def letters() -> dict[str, Any]:
    """How many letters of the drill are in each state."""
    return dict(
        Counter(Letter.objects.filter(key__startswith=MARK).values_list("state", flat=True))
    )


def give_import(rows: str) -> dict[str, Any]:
    """A file read and confirmed, long enough to be left to a worker."""
    by = User.objects.get(username="admin")
    batch = checked(as_csv(lines(int(rows))), by)
    confirm(batch, batch.token, by=by)
    return told(str(batch.pk))


def told(pk: str) -> dict[str, Any]:
    """Where an import stands, and how many files of its people there are."""
    batch = ImportBatch.objects.get(pk=pk)
    people = Person.objects.filter(contact_points__value__regex=r"^personne\d+@example\.org$")
    return {
        "pk": batch.pk,
        "state": batch.state,
        "counts": batch.counts,
        "people": people.distinct().count(),
    }


def take_up_later() -> dict[str, Any]:
    """What the scheduler does of an import cut off, a quarter of an hour later."""
    tidy(timezone.now() + timedelta(minutes=16))
    return {}


def open_files(seconds: str, name: str) -> dict[str, Any]:
    """Open files, one after the other; what the database refused was not done."""
    return _repeat(
        float(seconds), lambda turn: open_file(Identity(last_name=f"{MARK} {name} {turn}")), name
    )


def candidates(seconds: str, name: str) -> dict[str, Any]:
    """Apply for the next session, each time somebody new."""

    def once(turn: int) -> None:
        apply(open_file(Identity(last_name=f"{MARK} {name} {turn}")), None, project="Un projet")

    return _repeat(float(seconds), once, name)


def advisors(seconds: str, name: str) -> dict[str, Any]:
    """Note exchanges with people whom one opens for it."""
    said = Said(InteractionKind.CALL, Direction.OUT, Outcome.REACHED)

    def once(turn: int) -> None:
        person = open_file(Identity(last_name=f"{MARK} {name} {turn}"))
        note_exchange(person, said, by=None, text="Un appel.")

    return _repeat(float(seconds), once, name)


def _repeat(seconds: float, once: Any, name: str) -> dict[str, Any]:
    until = time.monotonic() + seconds
    done, refused, after = 0, Counter[str](), 0
    while time.monotonic() < until:
        try:
            once(done + refused.total())
            done += 1
            after += bool(refused)
        except DatabaseError as error:
            refused[str(error).splitlines()[0][:80]] += 1
        # Between two requests, the site does it too.
        close_old_connections()
        time.sleep(PAUSE)
    kept = Person.objects.filter(last_name__startswith=f"{MARK} {name} ").count()
    return {"done": done, "kept": kept, "refused": dict(refused), "after": after}


def session_of(username: str) -> dict[str, Any]:
    """Sign somebody in; give the cookie that says so."""
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(User.objects.get(username=username))
    name = settings.SESSION_COOKIE_NAME
    return {"cookie": f"{name}={client.cookies[name].value}"}


def publish(title: str) -> dict[str, Any]:
    """Publish one more version of a page that everybody may read; say where it is."""
    page = NewsPage.objects.live().public().order_by("pk").first()
    assert page is not None
    page.title = title
    page.save_revision().publish()
    return {"path": page.relative_url(page.get_site())}


def plan_page(seconds: str) -> dict[str, Any]:
    """A page that is to appear by itself."""
    index = NewsIndexPage.objects.live().first()
    assert index is not None
    page = index.add_child(instance=NewsPage(title=f"{MARK} programmé", live=False))
    page.go_live_at = timezone.now() + timedelta(seconds=float(seconds))
    page.save_revision().publish()
    return {"pk": page.pk}


def times_published(pk: str) -> dict[str, Any]:
    logged = PageLogEntry.objects.filter(page=pk, action="wagtail.publish")
    return {"times": logged.count()}


ACTS = {
    one.__name__: one
    for one in (
        write_letters, letters, give_import, told, take_up_later, open_files, candidates, advisors,
        session_of, publish, plan_page, times_published,
    )
}  # fmt: skip
