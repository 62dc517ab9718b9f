import pytest
from django.core.management import call_command

from territory.communes import load_communes
from territory.models import Commune, Postcode

from .factories import CommuneFactory, PostcodeFactory

pytestmark = pytest.mark.django_db


def test_a_postcode_gives_its_communes_by_name(client):
    for name in ("Murat", "Dienne"):
        PostcodeFactory(commune=CommuneFactory(name=name), code="15300")
    PostcodeFactory(code="15170")

    answer = client.get("/communes/", {"code_postal": "15300"})

    assert [one["name"] for one in answer.json()["communes"]] == ["Dienne", "Murat"]


def test_an_unknown_postcode_gives_nothing(client):
    assert client.get("/communes/?code_postal=00000").json() == {"communes": []}


@pytest.mark.parametrize(
    "asked", ["", "1530", "153000", "abcde", "١٥٣٠٠", "15300' OR 1=1", "9" * 9999]
)
def test_what_is_not_a_postcode_is_told_in_french(client, asked):
    answer = client.get("/communes/", {"code_postal": asked})

    assert answer.status_code == 400
    assert "cinq chiffres" in answer.json()["error"]


def test_the_answer_may_be_kept_by_browsers(client):
    assert "max-age=86400" in client.get("/communes/?code_postal=15300")["Cache-Control"]


def test_nothing_can_be_posted_there(client):
    assert client.post("/communes/").status_code == 405


@pytest.fixture
def lines(tmp_path):
    path = tmp_path / "communes.csv"
    path.write_text(
        "insee,name,department,postcodes,successor\n"
        "15044,Chastel-sur-Murat,15,15300,15138\n"
        "15138,Murat,15,15300,\n"
        "75056,Paris,75,75001 75002,\n"
    )
    return path


def test_communes_are_read_with_their_postcodes_and_successor(lines):
    assert load_communes(lines) == 3

    assert Postcode.objects.filter(commune_id="75056").count() == 2
    assert Commune.objects.get(pk="15044").successor_id == "15138"


def test_reading_communes_twice_changes_nothing(lines):
    load_communes(lines)
    Commune.objects.filter(pk="15138").update(name="Murat-le-Vieux")

    assert load_communes(lines) == 0
    assert Postcode.objects.count() == 4
    assert Commune.objects.get(pk="15138").name == "Murat-le-Vieux"


def test_the_whole_country_is_loaded_with_its_old_communes(capsys):
    call_command("territory")

    assert "34970 ajoutées" in capsys.readouterr().out
    assert Commune.objects.get(pk="15044").name == "Chastel-sur-Murat"
    names = set(Commune.objects.with_postcode("15170").values_list("name", flat=True))
    assert {"Joursac", "Ferrières-Saint-Mary", "Neussargues-Moissac"} <= names
