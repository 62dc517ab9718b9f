"""Segments and the answers that they keep."""

from __future__ import annotations

from itertools import count
from typing import Any

from crm.segments import services
from crm.segments.models import Segment, Sharing

_numbers = count(1)


def asks(code: str, *, exclude: bool = False, **told: Any) -> dict[str, Any]:
    """One criterion, as a row keeps it: asks("status", status=["unemployed"])."""
    texts = {name: value if isinstance(value, list) else [value] for name, value in told.items()}
    return {"code": code, "exclude": exclude, "told": texts}


def segment_of(user: Any, *criteria: dict[str, Any], sharing: str = Sharing.TEAM) -> Segment:
    name = f"Segment {next(_numbers)}"
    return services.keep(user, name, list(criteria) or [asks("reachable")], sharing=sharing)
