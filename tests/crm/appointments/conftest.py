import pytest

from crm.appointments.models import Reason

from .given import a_reason, receives


@pytest.fixture
def reason(db: None) -> Reason:
    """Somebody who receives every day of the week."""
    row = a_reason(horizon_days=30)
    advisor = receives(row, weekday=0)
    for weekday in range(1, 7):
        receives(row, advisor, weekday=weekday)
    return row
