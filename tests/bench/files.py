"""What goes in and out by files: exports of everybody, an import, each in its own process."""

from __future__ import annotations

from tests.bench.lines import Line, Report
from tests.bench.process import ask
from tests.bench.targets import EXPORT_PEAK, FIRST_BYTE, IMPORT, IMPORT_PEAK, SECONDS, Target

BENCH = "fichiers"


def bench(report: Report, *, people: int, rows: int) -> None:
    report.title(BENCH)
    for kind in ("csv", "xlsx"):
        told, name = ask("export", kind), f"export {kind} de {people} dossiers"
        report.add(Line(BENCH, f"{name}, premiers octets", FIRST_BYTE, value=told["first"]))
        report.add(Line(BENCH, name, Target(unit=SECONDS), value=told["seconds"]))
        report.add(Line(BENCH, f"{name}, mémoire", EXPORT_PEAK, value=told["peak"]))
    told = ask("import", str(rows))
    peak = told.pop("peak")
    for step, seconds in told.items():
        report.add(Line(BENCH, f"import de {rows} lignes, {step}", IMPORT, value=seconds))
    report.add(Line(BENCH, f"import de {rows} lignes, mémoire", IMPORT_PEAK, value=peak))
