from .holds import Hold, HoldQuerySet, HoldReason
from .notices import Answer, Notice, NoticeQuerySet, Way
from .runs import LineState, Run, RunLine, RunState

__all__ = [
    "Answer",
    "Hold",
    "HoldQuerySet",
    "HoldReason",
    "LineState",
    "Notice",
    "NoticeQuerySet",
    "Run",
    "RunLine",
    "RunState",
    "Way",
]
