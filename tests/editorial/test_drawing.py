from xml.etree import ElementTree

import pytest
from django.test import Client
from django.urls import reverse

from editorial.drawing.addresses import landscape_address, seed_of
from editorial.drawing.landscape import SHAPES_OF_PAGES, draw_landscape
from editorial.drawing.map import Place, draw_map
from editorial.drawing.palettes import DAY
from editorial.drawing.territory import drawn_territory
from territory.models import Commune, Territory, TerritoryKind

SVG = "{http://www.w3.org/2000/svg}"
ADDRESS = "/dessins/paysage/dienne/winter.svg"

MURAT = Place("15138", "Murat", 45.1109, 2.8607, capital=True)
DIENNE = Place("15061", "Dienne", 45.1653, 2.8075)
CELLES = Place("15031", "Celles", 45.1067, 2.9533)


@pytest.mark.parametrize("season", DAY)
@pytest.mark.parametrize("shape", SHAPES_OF_PAGES)
def test_a_landscape_is_light_and_well_formed(season, shape):
    for seed in ["dienne", "murat", "a", "une-tres-longue-adresse-d-actualite-de-l-an-deux-mille"]:
        svg = draw_landscape(seed, season, SHAPES_OF_PAGES[shape])
        assert ElementTree.fromstring(svg).tag == f"{SVG}svg"  # noqa: S314 – our own drawing
        assert len(svg.encode()) < 5 * 1024


def test_a_seed_always_draws_the_same_landscape():
    card = SHAPES_OF_PAGES["card"]
    assert draw_landscape("dienne", "winter", card) == draw_landscape("dienne", "winter", card)


def test_two_seeds_draw_two_landscapes():
    card = SHAPES_OF_PAGES["card"]
    drawn = {draw_landscape(f"page-{n}", "summer", card) for n in range(50)}
    assert len(drawn) == 50


def test_any_word_makes_an_address_that_answers(client):
    for word in ["L’été à Dienne !", "", "日本", "x" * 300, "../../etc/passwd", 15138]:
        for shape in SHAPES_OF_PAGES:
            response = client.get(landscape_address(word, "autumn", shape))
            assert response.status_code == 200
            assert response["Content-Type"] == "image/svg+xml"


def test_an_unknown_season_is_drawn_in_summer():
    assert "/summer.svg" in landscape_address("dienne", "monsoon", "card")


def test_a_landscape_is_kept_by_browsers(client):
    response = client.get(landscape_address("dienne", "winter", "card"))
    assert "immutable" in response["Cache-Control"]
    assert "Cookie" not in response.get("Vary", "")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        ADDRESS,
        f"{ADDRESS}?format=card",
        f"{ADDRESS}?format=poster&v=1",
        f"{ADDRESS}?format=card&v=99",
        f"{ADDRESS}?format=card&v=abc",
        f"{ADDRESS}?format=card&v=1&width=9999",
        "/dessins/paysage/dienne/monsoon.svg?format=card&v=1",
        "/dessins/paysage/DIENNE/winter.svg?format=card&v=1",
        f"/dessins/paysage/{'x' * 61}/winter.svg?format=card&v=1",
    ],
)
def test_no_other_address_is_drawn(client, address):
    assert client.get(address).status_code == 404


def test_a_landscape_is_only_read():
    address = reverse("landscape", args=[seed_of("dienne"), "winter"])
    assert Client().post(address).status_code == 405


def test_the_map_shows_every_commune_and_marks_the_seat():
    svg = ElementTree.fromstring(draw_map([MURAT, DIENNE, CELLES]))  # noqa: S314 – our own drawing
    stones = list(svg)
    names = ["".join(stone.itertext()) for stone in stones]
    assert sorted(names) == ["Celles", "Dienne", "Murat"]
    assert ["".join(s.itertext()) for s in stones if s.get("class") == "capital"] == ["Murat"]


def test_the_map_bears_one_commune_or_two_at_the_same_place():
    assert "Murat" in draw_map([MURAT])
    twin = Place("99999", "Jumelle", MURAT.latitude, MURAT.longitude)
    assert "Jumelle" in draw_map([MURAT, twin])


def test_a_name_cannot_carry_markup_into_the_map():
    svg = draw_map([Place("1", "<script>", 45.0, 2.0, url='"><script>'), DIENNE])
    assert "<script>" not in svg


@pytest.fixture
def territory(db):
    home = Territory.objects.create(
        code="home", label="Pays de Trois", kind=TerritoryKind.HOME, current=True
    )
    for place in [MURAT, DIENNE, CELLES]:
        home.communes.create(
            insee=place.code,
            name=place.name,
            department=place.code[:2],
            latitude=place.latitude,
            longitude=place.longitude,
        )
    home.seat = Commune.objects.get(insee="15138")
    home.save()
    return home


def test_the_territory_is_drawn_from_its_rows(territory, django_assert_max_num_queries):
    with django_assert_max_num_queries(2):
        svg = drawn_territory()
    assert svg.count("<text>") == 3
    assert 'class="capital" href="#commune-15138"' in svg


def test_the_map_follows_the_rows(territory):
    drawn_territory()
    Commune.objects.filter(insee="15061").update(name="Dienne-le-Haut")
    assert "le-Haut" in drawn_territory()


@pytest.mark.django_db
def test_no_territory_draws_no_map():
    Territory.objects.all().delete()
    assert drawn_territory() == ""
