"""The history from 2007 to 2011, so that the published table comes out of the rows."""

from .load import load_history

__all__ = ["load_history"]
