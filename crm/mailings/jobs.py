"""What this room does at its hours."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings

from crm.consents import suppression
from crm.letters.delivery import mark_cut_off, send_due

from . import running
from .returned import read_maildir

# Where no worker runs, the scheduler sends by slices: it has other jobs to do.
SLICE = 200


def settle(at: datetime) -> None:
    if settings.LETTERS_IN_PROCESS:
        send_due(bulk_at_most=SLICE)
        mark_cut_off()
    running.settle(at)


def read_returns(at: datetime) -> None:
    if settings.BOUNCES_MAILDIR:
        read_maildir(settings.BOUNCES_MAILDIR, at)


def forget_suppressions(at: datetime) -> int:
    return suppression.forget(at)


EVERY_MINUTE = timedelta(minutes=1)
EVERY_FIVE_MINUTES = timedelta(minutes=5)
EVERY_DAY = timedelta(days=1)
