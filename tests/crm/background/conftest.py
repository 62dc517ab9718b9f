import pytest

from crm.background import progress


@pytest.fixture(autouse=True)
def _told_by_who_asks_for_it(monkeypatch):
    """Progress is told by another connection, which sees nothing of a test that does not commit."""
    monkeypatch.setattr(progress, "EVERY", 600.0)
