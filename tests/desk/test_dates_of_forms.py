"""Dates in the admin are written as French people write them, and read back."""

from datetime import date

import pytest
from django.urls import reverse
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput

from tests.desk.people import a_site, at_work, someone
from tests.training.factories import SessionFactory
from training.models import Session

pytestmark = pytest.mark.django_db


def test_a_date_is_shown_day_first():
    assert AdminDateInput().format_value(date(2011, 10, 3)) == "03/10/2011"
    assert AdminDateTimeInput().format == "%d/%m/%Y %H:%M"


@pytest.mark.parametrize("typed", ["03/10/2031", "2031-10-03"])
def test_a_date_typed_day_first_is_kept(typed):
    a_site()
    session = SessionFactory()
    client = at_work(someone("Responsable formation"))
    address = reverse("sessions:edit", args=[session.pk])
    form = client.get(address).context["form"]
    answers = {name: form[name].value() or "" for name in form.fields}
    answers |= {"starts_on": typed, "ends_on": "31/12/2031", "cancelled_on": ""}
    answers |= {"weeks-TOTAL_FORMS": 0, "weeks-INITIAL_FORMS": 0}

    response = client.post(address, answers)

    assert response.status_code == 302, response.context["form"].errors
    assert Session.objects.get(pk=session.pk).starts_on == date(2031, 10, 3)
