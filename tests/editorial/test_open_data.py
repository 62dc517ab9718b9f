"""Data to take away: the same rows as the pages, safe in a spreadsheet."""

import csv
import io
import json

import pytest

from editorial.models import KeyFigure
from tests.news.factories import a_home_page

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _figures():
    a_home_page()
    fields = {"value": 13, "year": 2011, "source": '=HYPERLINK("http://x")'}
    KeyFigure.objects.create(label="communes", **fields)


def test_a_spreadsheet_runs_nothing(client):
    answer = client.get("/donnees-ouvertes/chiffres-cles.csv")
    text = answer.content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))

    assert rows[0]["intitule"] == "communes"
    assert rows[0]["source"].startswith("'=HYPERLINK")
    assert answer["Content-Disposition"].startswith('attachment; filename="chiffres-cles-')


def test_a_program_reads_the_values_as_they_are(client):
    told = json.loads(client.get("/donnees-ouvertes/chiffres-cles.json").content)

    assert told["licence"].startswith("https://www.etalab.gouv.fr/")
    assert told["donnees"][0]["source"] == '=HYPERLINK("http://x")'


@pytest.mark.parametrize("slug", ["communes", "agenda", "equipements"])
@pytest.mark.parametrize("kind", ["csv", "json"])
def test_every_dataset_answers(client, slug, kind):
    assert client.get(f"/donnees-ouvertes/{slug}.{kind}").status_code == 200


@pytest.mark.parametrize("name", ["rien.csv", "communes.xlsx", "communes.", "%00.csv"])
def test_anything_else_is_not_found(client, name):
    assert client.get(f"/donnees-ouvertes/{name}").status_code in {400, 404}
