"""What a file is, whatever program made it, and what is refused before it costs anything."""

from __future__ import annotations

import io
import time
import unicodedata
import zipfile
from datetime import date

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from crm.imports.reading import BIGGEST, MOST_COLUMNS, MOST_ROWS, Formula, Unreadable, read
from crm.imports.spreadsheets import as_csv as model_csv
from crm.imports.spreadsheets import model_headings, model_workbook
from editorial.cells import defuse
from tests.crm.imports.files import as_csv, as_workbook

LINES = [
    {"Nom": "Mérieux", "Prénom": "Éloïse"},
    {"Nom": "O’Hara ; dit « Né »", "Prénom": 'Zoé "Z"'},
]


def zipped(parts: dict[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


def reworked(content: bytes, changed: dict[str, bytes]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return zipped(parts | changed)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_a_text_is_read_in_any_encoding_and_with_any_separator(encoding, delimiter):
    table = read(as_csv(LINES, encoding=encoding, delimiter=delimiter))

    assert table.headings == ["Nom", "Prénom"]
    assert [cells for _, cells in table.rows] == [list(line.values()) for line in LINES]
    assert [number for number, _ in table.rows] == [2, 3]


def test_a_workbook_is_read_whatever_its_name_says():
    table = read(as_workbook(LINES))

    assert [cells for _, cells in table.rows] == [list(line.values()) for line in LINES]


def test_dates_numbers_and_blank_lines_of_a_workbook_are_kept():
    book = Workbook()
    day, moment = date(2011, 3, 14), timezone.make_naive(timezone.now())
    for row in (
        [None],
        ["Nom", "Jour", "Heure", "Nombre", "Réel", "Vrai"],
        [],
        ["A", day, moment, 15300, 2.5, True],
    ):
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)

    [(number, cells)] = read(content.getvalue()).rows

    assert number == 4
    assert cells == ["A", day, moment.date(), "15300", "2.5", "oui"]


def test_a_formula_is_never_computed():
    book = Workbook()
    book.active.append(["Nom", "Courriel"])
    book.active.append(["=1+1", '=HYPERLINK("http://example.org")'])
    content = io.BytesIO()
    book.save(content)

    from_workbook = read(content.getvalue()).rows[0][1]
    from_text = read(b"Nom;Courriel\n=1+1;x").rows[0][1]

    assert [type(cell) for cell in from_workbook] == [Formula, Formula]
    assert [type(cell) for cell in from_text] == [Formula, str]


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60))
def test_a_cell_of_our_exports_comes_back_as_it_was(typed):
    said = unicodedata.normalize("NFC", typed).strip()
    if said.startswith("'"):
        return
    content = as_csv([{"Nom": "x", "Métier": defuse(typed)}])

    assert read(content).rows[0][1][1] == said


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "vide"),
        (b"\n\n;;\n", "vide"),
        (b"Nom;Pr\xc3\xa9nom\n", "aucune ligne"),
        (b"%PDF-1.7\n", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "image"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".xls"),
        (b"<html><table>", "page web"),
        (b"Nom;Pr\x00nom\nA;B\n", "texte lisible"),
        (b"Nom;nom\nA;B\n", "« Nom », « nom »"),
        (b"PK\x03\x04" + b"\x00" * 40, "abîmé"),
        (zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), "pas un classeur"),
        (b"Nom\n" + b"x" * 30_000, "guillemet"),
        (b"x" * (BIGGEST + 1), "5 Mo"),
        ((";".join(f"C{rank}" for rank in range(MOST_COLUMNS + 1)) + "\nA").encode(), "100 colonnes"),
        (b"Nom\n" + b"A\n" * (MOST_ROWS + 1), "10 000 lignes"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_refused_with_a_sentence(content, why):
    with pytest.raises(Unreadable, match=why):
        read(content)


def test_ten_thousand_lines_are_read():
    assert len(read(b"Nom\n" + b"A\n" * MOST_ROWS).rows) == MOST_ROWS


def bombs() -> dict[str, bytes]:
    sound = as_workbook(LINES)
    entities = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "y">]><worksheet/>'
    return {
        "one part that swells": reworked(sound, {"xl/worksheets/sheet1.xml": b"0" * 90_000_000}),
        "a ratio": reworked(sound, {"xl/media/image1.png": b"0" * 20_000_000}),
        "many parts": reworked(sound, {f"xl/media/{rank}.bin": b"x" for rank in range(400)}),
        "entities": reworked(sound, {"xl/worksheets/sheet1.xml": entities}),
        "cut in two": sound[: len(sound) // 2],
        "a sheet that is no XML": reworked(sound, {"xl/worksheets/sheet1.xml": b"<worksheet"}),
        "no sheet": reworked(sound, {"xl/workbook.xml": b"<workbook/>"}),
    }


@pytest.mark.parametrize("name", bombs())
def test_a_bomb_is_refused_before_it_is_opened(name):
    content = bombs()[name]
    begun = time.process_time()

    with pytest.raises(Unreadable):
        read(content)

    assert time.process_time() - begun < 0.5


def test_the_model_is_read_once_a_line_is_filled_in():
    book = load_workbook(io.BytesIO(model_workbook()))
    with pytest.raises(Unreadable, match="aucune ligne"):
        read(model_workbook())

    book.active.cell(2, 3).value = "Vidal"
    content = io.BytesIO()
    book.save(content)

    assert book.sheetnames == ["Personnes", "Exemple"]
    assert read(content.getvalue()).headings == model_headings()
    assert read(model_csv([model_headings(), ["", "", "Vidal"]])).headings == model_headings()
