"""One run: a base, its floor, the benches that were asked for, what they miss."""

from __future__ import annotations

from argparse import Namespace

from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client, override_settings

from crm.demo.volume import Sizes
from crm.people.models import Person
from tests.bench import files, growth, pages, screens, served
from tests.bench.base import a_base, furnish, is_filled, people_it
from tests.bench.floor import Floor
from tests.bench.lines import Report, machine

BENCHES = ["pages", "croissance", "crm", "servi", "fichiers"]


def seated(username: str) -> Client:
    client = Client()
    client.force_login(get_user_model()._default_manager.get(username=username))
    return client


def run(asked: Namespace) -> int:
    """Measure what was asked for; 1 when a target is missed beyond what is forgiven."""
    with a_base(keep=asked.keep):
        report = measured(asked)
    for line in report.missed:
        print(f"Manqué : {line.bench}, {line.name} ({line.target})")
    return 1 if report.missed else 0


def measured(asked: Namespace) -> Report:
    furnish()
    sizes = Sizes(asked.people, asked.people // 5, asked.people // 5, asked.journal, asked.news)
    wanted = asked.benches or BENCHES
    small = {}
    if not is_filled():
        if "croissance" in wanted:
            small = growth.on_a_small_base(seated, asked.rounds)
        people_it(sizes)
    told = vars(sizes) | {"rows": asked.rows, "requests": asked.requests}
    report = Report(told, Floor(), asked.rounds)
    print(" · ".join(f"{name} {told}" for name, told in machine().items()))
    print(f"plancher, une vue nue : {report.floor():.2f} ms de processeur")
    _go(report, wanted, asked, small)
    path = settings.VAR_DIR / "bench.json"
    report.write(path)
    print(f"\n{len(report.lines)} lignes, {len(report.missed)} manquées : {path}")
    return report


def _go(report: Report, wanted: list[str], asked: Namespace, small: growth.Small) -> None:
    if "pages" in wanted:
        report.title("pages")
        report.measure("pages", pages.screens())
        if hasattr(settings, "PAGE_CACHE"):
            with override_settings(PAGE_CACHE=True):
                report.measure("pages", pages.kept())
        else:
            report.skip("l’accueil en cache : cette version n’a pas de cache de pages")
    if "croissance" in wanted:
        if not small:
            report.skip("la croissance : la base était déjà remplie")
        growth.bench(report, small, seated("admin"))
    if "crm" in wanted:
        report.title("crm")
        report.measure("crm", screens.screens(seated("admin"), seated("conseillere"), report.skip))
    if "servi" in wanted:
        served.bench(report, requests=asked.requests)
    if "fichiers" in wanted:
        files.bench(report, people=Person.objects.count(), rows=asked.rows)
