"""No cell that leaves the site is one that a spreadsheet would run, whichever screen it leaves from."""

from __future__ import annotations

import csv
import io
import re

import openpyxl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.admin.views.mixins import SpreadsheetExportMixin

from editorial.figures.csv import figures_csv
from editorial.models import KeyFigure
from editorial.open_data import Dataset, as_csv
from tests.files import OURS, named, sources

RUNS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
SAFE = st.characters(exclude_categories=["Cs", "Cc"])
DANGEROUS = st.builds(
    lambda space, sign, rest: space + sign + rest,
    st.sampled_from(["", " ", "\u00a0", "\n"]), st.sampled_from(RUNS), st.text(SAFE, max_size=20),
)  # fmt: skip
TEXTS = st.one_of(DANGEROUS, st.text(SAFE, max_size=20))

# The first draw makes the alphabet, which a busy machine does slowly.
PATIENTLY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=50)


def runs(cell: object) -> bool:
    return isinstance(cell, str) and cell.lstrip().startswith(RUNS)


class Row:
    def __init__(self, text: str) -> None:
        self.text, self.texts = text, [text, "b"]


class Report(SpreadsheetExportMixin):
    list_export = ["text", "texts"]

    def get_heading(self, queryset, field):
        return field


@PATIENTLY
@given(TEXTS)
def test_no_report_of_wagtail_runs_a_formula(text):
    report = Report()
    rows = csv.reader(io.StringIO(b"".join(report.stream_csv([Row(text)])).decode(), newline=""))

    assert not any(runs(cell) for cell in list(rows)[1])
    for kind in ("csv", "xlsx"):
        assert not runs(report.preprocess_field_value("text", text, kind))


def test_a_workbook_of_wagtail_holds_no_formula():
    written = io.BytesIO()
    Report().write_xlsx([Row("=1+1")], written)
    cells = openpyxl.load_workbook(written).active[2]

    assert [(cell.value, cell.data_type) for cell in cells] == [("'=1+1", "s"), ("'=1+1, b", "s")]


@PATIENTLY
@given(TEXTS)
def test_no_open_data_nor_figure_runs_a_formula(text):
    data = as_csv(Dataset("a", "A", "", ["texte"], lambda: [[text]]))
    figure = KeyFigure(label=text, value=1, year=2011, source=text, unit=text, source_url=text)
    rows = list(csv.reader(io.StringIO(data, newline=""), delimiter=";"))
    rows += list(csv.reader(io.StringIO(figures_csv([figure]), newline=""), delimiter=";"))

    assert not any(runs(cell) for row in rows for cell in row)


def test_whoever_writes_a_spreadsheet_defuses_its_cells():
    writes = re.compile(r"csv\.(?:writer|DictWriter)\(|openpyxl\.Workbook\(")
    writing = [path for path in sources(*OURS, suffix=".py") if writes.search(path.read_text())]
    careless = [path for path in writing if "defuse" not in path.read_text()]

    assert (len(writing) > 4, named(careless)) == (True, [])
