"""Today's work of the advisors: a few dozen people, dated from the day of loading."""

from .load import load_present

__all__ = ["load_present"]
