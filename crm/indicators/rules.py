"""The thresholds of the figures: settings of a territory, each with the value of the founding text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.conf import settings


@dataclass(frozen=True)
class Rules:
    """What counting depends on. `settings.INDICATORS` overrides any of these by name.

    registered_since   day from which applications count (I1)
    settled_since      day from which families count (I5)
    regular_half_days  half-days of presence that make a regular teleworker (I6)
    regular_days       length of the window that ends on the day asked for, in days (I6)
    occupancy_days     length of the window over which offices are said to be used, in days (I9)
    recent_months      length of what is called recent, in months (I3, I4, I11)
    on_time_days       how many days after its date a review is still held on time (I11)
    press_days         how many days before and after an edition of the Forum an article is about it (I12)
    doubtful_percent   share of unknown origins above which a session's share is only indicative (I4)
    """

    registered_since: date = date(2007, 1, 1)
    settled_since: date = date(2009, 1, 1)
    regular_half_days: int = 12
    regular_days: int = 91
    occupancy_days: int = 91
    recent_months: int = 12
    on_time_days: int = 30
    press_days: int = 30
    doubtful_percent: int = 10


def rules() -> Rules:
    return Rules(**getattr(settings, "INDICATORS", {}))
