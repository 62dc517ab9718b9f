"""The figures of a day are counted once until something that they depend on is committed."""

from datetime import date

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from crm.indicators.counting import compute
from crm.indicators.kept import figures_on
from tests.crm.factories import make_territory
from tests.crm.indicators.factories import applied

D = date(2010, 6, 30)


def asked(day=D):
    """Whether rows were read, and what I1 is."""
    with CaptureQueriesContext(connection) as queries:
        found = figures_on(day)
    return len(queries) > 0, found["I1"].value


@pytest.mark.django_db(transaction=True)
def test_figures_are_counted_again_once_what_they_depend_on_is_committed(settings):
    cache.clear()
    make_territory()
    applied(None, D)

    assert [asked(), asked()] == [(True, 1), (False, 1)]
    assert figures_on(D) == compute(D)
    assert asked(date(2010, 1, 1)) == (True, 0)
    with transaction.atomic():
        applied(None, D)
        assert [asked(), asked()] == [(True, 2), (True, 2)]
    assert [asked(), asked()] == [(True, 2), (False, 2)]
    settings.INDICATORS = {"registered_since": date(2011, 1, 1)}
    assert asked() == (True, 0)
