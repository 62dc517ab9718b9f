"""Each subject of the room has its own hooks: importing them is enough."""

from . import breach_hooks, journal_hooks, processing_hooks, rereading_hooks

__all__ = ["breach_hooks", "journal_hooks", "processing_hooks", "rereading_hooks"]
