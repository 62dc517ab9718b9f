"""A moment in an address: « 20261203T0830Z »."""

from __future__ import annotations

from datetime import UTC, datetime

FORM = "%Y%m%dT%H%MZ"


def written(at: datetime) -> str:
    return at.astimezone(UTC).strftime(FORM)


def read(text: str) -> datetime | None:
    """Return the moment of a code, None when it is none of ours."""
    try:
        return datetime.strptime(text, FORM).replace(tzinfo=UTC)
    except ValueError:
        return None


class SlotConverter:
    """In an address; what is no moment is no address."""

    regex = r"2\d{7}T\d{4}Z"

    def to_python(self, value: str) -> datetime:
        return datetime.strptime(value, FORM).replace(tzinfo=UTC)

    def to_url(self, value: datetime) -> str:
        return written(value)
