from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.urls import reverse

from editorial.models import KeyFigure

pytestmark = pytest.mark.django_db


def figure(**fields):
    told = {"label": "communes", "value": Decimal(13), "year": 2011, "source": "Statuts"}
    return KeyFigure(**told | fields)


@pytest.mark.parametrize(
    ("value", "unit", "written"),
    [
        ("13", "", "13"),
        ("6000.00", "", "6 000"),
        ("267.30", "km²", "267,3 km²"),
        ("220000", "€", "220 000 €"),
        ("1234567.5", "", "1 234 567,5"),
        ("0", "", "0"),
    ],
)
def test_a_figure_is_written_as_in_french(value, unit, written):
    assert figure(value=Decimal(value), unit=unit).amount == written


def test_a_figure_is_given_once_a_year():
    figure().save()

    with pytest.raises(IntegrityError):
        figure(value=Decimal(14)).save()


def test_two_years_of_a_figure_stand_side_by_side():
    figure().save()
    figure(year=2014).save()

    assert KeyFigure.objects.count() == 2


def test_a_year_is_refused_in_french():
    with pytest.raises(ValidationError, match="L’année s’écrit en quatre chiffres"):
        figure(year=11).full_clean()


def test_the_register_opens_in_the_admin(admin_client):
    figure().save()

    shown = admin_client.get(reverse(KeyFigure.snippet_viewset.get_url_name("list")))

    assert "communes" in shown.content.decode()
