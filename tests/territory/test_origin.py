"""Where somebody comes from: the INSEE code and the country decide, never the postcode."""

import pytest

from territory.lookup import communes_of
from territory.models import Origin
from territory.origin import origin_of

from .factories import CommuneFactory, PostcodeFactory, RegionDepartmentFactory, TerritoryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def inside():
    return CommuneFactory(insee="15141", name="Neussargues-Moissac")


@pytest.fixture
def territory(inside):
    region = TerritoryFactory(kind="region")
    for code in ("03", "15", "43", "63"):
        RegionDepartmentFactory(territory=region, code=code)
    return TerritoryFactory(communes=[inside])


def test_a_commune_of_the_territory_is_of_the_territory(territory, inside):
    assert origin_of(inside) == Origin.TERRITORY


def test_a_neighbour_that_shares_the_postcode_is_only_of_the_region(territory, inside):
    joursac = CommuneFactory(insee="15080", name="Joursac")
    for commune in (inside, joursac):
        PostcodeFactory(commune=commune, code="15170")

    assert {commune.name: origin_of(commune) for commune in communes_of("15170")} == {
        "Joursac": Origin.REGION,
        "Neussargues-Moissac": Origin.TERRITORY,
    }


def test_lyon_is_of_another_region_whatever_regions_have_become(territory):
    assert origin_of(CommuneFactory(insee="69123", department="69")) == Origin.COUNTRY


def test_a_foreign_country_is_abroad_even_with_a_commune(territory, inside):
    assert origin_of(inside, country="BE") == Origin.ABROAD
    assert origin_of(None, country="CH") == Origin.ABROAD


@pytest.mark.parametrize("country", ["FR", ""])
def test_nobody_guesses_an_origin_without_a_commune(territory, country):
    assert origin_of(None, country=country) == Origin.UNKNOWN
