import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from crm.indicators.definitions import DEFINITIONS


def indicators(*options):
    out = StringIO()
    call_command("indicators", *options, stdout=out)
    return out.getvalue()


@pytest.mark.django_db
def test_the_command_prints_every_figure_with_the_version_of_its_definition():
    told = json.loads(indicators("--as-of", "2011-03-23", "--format", "json"))

    assert told["as_of"] == "2011-03-23"
    assert told["indicators"].keys() == DEFINITIONS.keys()
    parts = {"value", "numerator", "denominator", "unknown", "version"}
    assert all(figure.keys() == parts for figure in told["indicators"].values())


@pytest.mark.django_db
def test_the_command_speaks_french_too():
    assert "personnes inscrites" in indicators("--as-of", "2011-03-23")


def test_a_day_that_does_not_exist_is_refused_with_a_sentence():
    with pytest.raises(CommandError, match="AAAA-MM-JJ"):
        indicators("--as-of", "2011-02-30")
