from .acquisition import Acquisition, AcquisitionKind
from .interactions import Direction, Interaction, InteractionKind, Outcome, Task, Visibility
from .journey import PATHS, CloseReason, Journey, JourneyPause, Stage, Track

__all__ = [
    "PATHS",
    "Acquisition",
    "AcquisitionKind",
    "CloseReason",
    "Direction",
    "Interaction",
    "InteractionKind",
    "Journey",
    "JourneyPause",
    "Outcome",
    "Stage",
    "Task",
    "Track",
    "Visibility",
]
