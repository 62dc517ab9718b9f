"""Figures compare within one run only. A page that needs more queries than it may is an error."""

from __future__ import annotations

import warnings
from io import StringIO

from django.conf import settings
from django.core.management import call_command
from django.test.utils import (
    override_settings,
    setup_databases,
    setup_test_environment,
    teardown_databases,
)
from wagtail.models import Page

from tests.bench.measure import Figures, measure

MOST_QUERIES = 10
SEARCHES = {
    "recherche, des réponses": "/recherche/?q=télétravail",
    "recherche, aucune réponse": "/recherche/?q=zzzz",
}
COLUMNS = "{:<40}{:>10}{:>10}{:>10}{:>12}{:>9}"


def addresses() -> dict[str, str]:
    """One page of each type, the first in the tree, then the searches."""
    found: dict[str, str] = {}
    for page in Page.objects.live().filter(depth__gt=1).order_by("path").specific():
        found.setdefault(str(page._meta.verbose_name), page.url)
    return found | SEARCHES


def show(name: str, figures: Figures, floor: float) -> None:
    cpu, ratio, weight = f"{figures.cpu:.1f}", f"{figures.cpu / floor:.0f}", f"{figures.weight:.1f}"
    print(COLUMNS.format(name, figures.warm, figures.cold, cpu, ratio, weight))


def table() -> list[str]:
    """Print a line a page; return those that miss the target."""
    print(COLUMNS.format("page", "requêtes", "à froid", "ms CPU", "× plancher", "Ko gzip"))
    with override_settings(ROOT_URLCONF="tests.bench.floor", MIDDLEWARE=[]):
        floor = measure("/")
    show("plancher : une vue nue", floor, floor.cpu)
    missed = []
    for name, url in addresses().items():
        figures = measure(url)
        show(name, figures, floor.cpu)
        if figures.status != 200 or figures.warm > MOST_QUERIES:
            missed.append(f"{name}, {url} : réponse {figures.status}, {figures.warm} requêtes")
    return missed


def bench() -> int:
    """Fill a test database with the demonstration, print the table, return the exit status."""
    warnings.filterwarnings("ignore", "No directory at")
    settings.VAR_DIR.mkdir(exist_ok=True)
    setup_test_environment()
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        call_command("demo", stdout=StringIO())
        missed = table()
    finally:
        teardown_databases(databases, verbosity=0)
    print(
        f"\nLe but : {MOST_QUERIES} requêtes au plus par page. Temps médian de la même exécution."
    )
    for sentence in missed:
        print(f"Manqué : {sentence}")
    return 1 if missed else 0
