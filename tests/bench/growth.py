"""How cost grows with the rows: the same screens on a small base, then on the base of the run."""

from __future__ import annotations

from collections.abc import Callable

from django.core.cache import caches
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from crm.demo.volume import Sizes, fill
from news.models import NewsIndexPage
from tests.bench.lines import Line, Report
from tests.bench.measure import Cost, cost
from tests.bench.pages import get
from tests.bench.targets import GROWTH, TIMES, Target
from tests.crm.registers.readers import url
from tests.crm.registers.registers import REGISTERS

Small = dict[str, Cost]
SMALL = Sizes(people=1_000, journeys=200, enrolments=200)


def growing(ruler: Client) -> dict[str, Callable[[], object]]:
    """Lists of the site, and of the CRM, whose rows grow."""
    calls = {
        str(register.model._meta.verbose_name_plural): get(ruler, url(register))
        for register in REGISTERS
        if register.model._meta.model_name in {"person", "journey", "booking", "presence"}
    }
    calls["tableau des parcours"] = get(ruler, reverse("crm_board"))
    calls["recherche d’une personne"] = get(ruler, f"{reverse('crm_search')}?q=mar")
    index = NewsIndexPage.objects.live().first()
    if index is not None:
        calls["les actualités"] = get(Client(), index.url)
    return calls


def on_a_small_base(seated: Callable[[str], Client], rounds: int) -> Small:
    """Fill, measure, and put everything back as it was: on both databases, writing is undone."""
    with transaction.atomic():
        fill(SMALL, timezone.now())
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
        found = {name: cost(call, rounds) for name, call in growing(seated("admin")).items()}
        transaction.set_rollback(True)
    for name in caches.settings:
        caches[name].clear()
    return found


def bench(report: Report, small: Small, ruler: Client) -> None:
    """One line a list: its cost now for what it was, no query more."""
    report.title("croissance")
    for name, call in growing(ruler).items():
        if name not in small:
            continue
        now, was = cost(call, report.rounds), small[name]
        line = Line("croissance", name, Target(queries=was.queries), now)
        before = Line("croissance", name, line.target, was)
        times = (line.spent or 0) / max(before.spent or 0, 1e-9)
        target = Target(queries=was.queries, most=GROWTH, unit=TIMES)
        report.add(Line("croissance", name, target, now, times, report.floor()))
