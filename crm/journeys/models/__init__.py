from .acquisition import Acquisition, AcquisitionKind
from .desk import Batch, CalendarFeed, MorningRefusal, SavedView, Screen
from .interactions import Direction, Interaction, InteractionKind, Outcome, Task, Visibility
from .journey import PATHS, CloseReason, Journey, JourneyPause, Stage, Track

__all__ = [
    "PATHS",
    "Acquisition",
    "AcquisitionKind",
    "Batch",
    "CalendarFeed",
    "CloseReason",
    "Direction",
    "Interaction",
    "InteractionKind",
    "Journey",
    "JourneyPause",
    "MorningRefusal",
    "Outcome",
    "SavedView",
    "Screen",
    "Stage",
    "Task",
    "Track",
    "Visibility",
]
