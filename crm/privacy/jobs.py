"""What the scheduler does here, each day and at each pass."""

from __future__ import annotations

import logging
from datetime import datetime

from . import holds, notices
from .carrying_out import carry_out_signed
from .purges import purge
from .runs import prepare_monthly

logger = logging.getLogger(__name__)


def see_to_ends(at: datetime) -> int:
    """End the holds whose term is passed, follow the notices, write those of the day, prepare the month's run.

    Returns how many notices were written.
    """
    holds.end_passed(at)
    notices.follow(at)
    written = notices.write_due(at)
    prepare_monthly(at)
    return written


def purge_daily(at: datetime) -> int:
    """Empty and delete what is no file and too old. Returns how many rows."""
    return sum(vars(purge(at)).values())


def carry_out(at: datetime) -> int:
    return carry_out_signed()
