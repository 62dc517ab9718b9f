"""The bench itself: each of its lines runs, a target is judged as its tolerance says, a miss is an error."""

from __future__ import annotations

import json
from argparse import Namespace
from contextlib import nullcontext

import pytest
from django.utils import timezone

from crm.demo.volume import Sizes, fill
from editorial.demo import create_accounts
from tests.bench import growth, imports, pages, run, screens, task
from tests.bench.floor import Floor
from tests.bench.lines import Line, Report, Screen, Verdict
from tests.bench.measure import Cost
from tests.bench.targets import FLOOR, SECONDS, TIMES, Target
from tests.crm.factories import make_territory


def verdict(target: Target, spent: float = 0, queries: int = 0) -> Verdict:
    return Line("essai", "une page", target, Cost(queries, spent, spent, spent)).verdict


@pytest.mark.django_db
def test_time_is_forgiven_as_the_tolerance_says_and_queries_never_are():
    target = Target(queries=10, ms=100)

    assert verdict(target, 100, 10) == Verdict.HELD
    assert verdict(target, 149, 10) == Verdict.FORGIVEN
    assert verdict(target, 151, 10) == Verdict.MISSED
    assert verdict(target, 1, 11) == Verdict.MISSED
    assert verdict(Target(), 10_000, 500) == Verdict.UNSAID


@pytest.mark.django_db
def test_a_machine_twice_as_slow_is_given_twice_the_time_and_no_query_more():
    target, slow = Target(queries=10, ms=100), 2 * FLOOR

    def told(spent: float, queries: int, floor: float) -> Verdict:
        return Line(
            "essai", "une page", target, Cost(queries, spent, spent, spent), floor=floor
        ).verdict

    assert told(200, 10, slow) == Verdict.HELD
    assert told(200, 11, slow) == Verdict.MISSED
    assert told(200, 10, FLOOR / 2) == Verdict.MISSED
    assert told(100_000, 10, 1_000 * FLOOR) == Verdict.MISSED


def test_other_figures_have_a_most_and_a_least():
    def told(target: Target, value: float) -> Verdict:
        return Line("essai", "un fichier", target, value=value).verdict

    assert told(Target(most=30, unit=SECONDS), 29) == Verdict.HELD
    assert told(Target(most=30, unit=SECONDS), 60) == Verdict.MISSED
    assert told(Target(least=0.5, unit=TIMES), 0.6) == Verdict.HELD
    assert told(Target(least=0.5, unit=TIMES), 0.45) == Verdict.FORGIVEN
    assert told(Target(least=0.5, unit=TIMES), 0.1) == Verdict.MISSED


@pytest.fixture
def small(db):
    make_territory()
    create_accounts()
    fill(Sizes(people=60, journeys=30, enrolments=10, journal=40, news=0), timezone.now())


def test_each_line_of_each_bench_runs_at_the_smallest_size(small):
    skipped: list[str] = []
    ruler, advisor = run.seated("admin"), run.seated("conseillere")
    offered = [*pages.screens(), *screens.screens(ruler, advisor, skipped.append)]
    lists = growth.growing(ruler)

    for screen in offered:
        screen.call()
    for call in lists.values():
        call()

    assert len(offered) + len(skipped) > 90
    assert set(lists) >= {"personnes", "parcours", "réservations", "présences"}


def test_a_list_that_asks_more_as_it_grows_is_told(small):
    ruler = run.seated("admin")
    report = Report({}, Floor(), rounds=1)
    few = {"personnes": Cost(1, 1e9, 1e9, 1e9), "parcours": Cost(99, 1e-9, 1e-9, 1e-9)}

    growth.bench(report, few, ruler)

    told = {line.name: line for line in report.lines}
    assert told["personnes"].value < 1
    assert told["personnes"].verdict == Verdict.MISSED
    assert told["parcours"].verdict == Verdict.MISSED


def test_tasks_tell_their_seconds_and_their_memory(small):
    taken_out = task.export("xlsx")
    read = imports.measure(6)

    assert taken_out["bytes"] > 5_000
    assert taken_out["first"] <= taken_out["seconds"]
    assert set(read) >= {"aperçu", "confirmation", "aperçu, encore"}


@pytest.mark.django_db
@pytest.mark.parametrize(("ms", "code"), [(100_000, 0), (1e-9, 1)])
def test_a_missed_target_ends_the_bench_in_error(ms, code, monkeypatch, settings, tmp_path, capsys):
    settings.VAR_DIR = tmp_path
    monkeypatch.setattr(run, "a_base", lambda **_: nullcontext())
    asked = Namespace(benches=["essai"], keep=False)
    screen = Screen("une page", lambda: sum(range(1_000)), Target(ms=ms))

    def measured(_: Namespace) -> Report:
        report = Report({}, lambda: 0.0)
        report.measure("essai", iter([screen]))
        report.write(tmp_path / "bench.json")
        return report

    monkeypatch.setattr(run, "measured", measured)

    assert run.run(asked) == code
    assert ("Manqué : essai, une page" in capsys.readouterr().out) == bool(code)
    assert json.loads((tmp_path / "bench.json").read_text())["lines"][0]["name"] == "une page"
