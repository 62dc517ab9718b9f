"""The public pages. Figures compare within one run only. A page that needs more queries than it may is an error."""

from __future__ import annotations

from argparse import Namespace
from io import StringIO

from django.core.management import call_command
from wagtail.models import Page

from tests.bench.base import a_base, floor
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
    least = floor()
    show("plancher : une vue nue", least, least.cpu)
    missed = []
    for name, url in addresses().items():
        figures = measure(url)
        show(name, figures, least.cpu)
        if figures.status != 200 or figures.warm > MOST_QUERIES:
            missed.append(f"{name}, {url} : réponse {figures.status}, {figures.warm} requêtes")
    return missed


def bench(asked: Namespace) -> list[str]:
    """Fill a base with the demonstration, print the table, return what misses its target."""
    with a_base():
        call_command("demo", stdout=StringIO())
        missed = table()
    print(f"Le but : {MOST_QUERIES} requêtes au plus par page. Temps médian de la même exécution.")
    return missed
