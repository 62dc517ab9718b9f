"""Attendance and module results: what was followed, who signed it, and when a training is completed."""

from .completing import complete, share_followed
from .hours import Hours, hours_of, hours_of_session
from .modules import credit_module
from .noting import PRESENT_IN, note_attendance, note_sheet
from .progress import Progress, progress_of

__all__ = [
    "PRESENT_IN",
    "Hours",
    "Progress",
    "complete",
    "credit_module",
    "hours_of",
    "hours_of_session",
    "note_attendance",
    "note_sheet",
    "progress_of",
    "share_followed",
]
