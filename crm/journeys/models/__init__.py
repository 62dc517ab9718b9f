from .acquisition import Acquisition, AcquisitionKind, Touch, TouchKind
from .desk import Batch, CalendarFeed, MorningRefusal, SavedView, Screen
from .interactions import Direction, Interaction, InteractionKind, Outcome, Task, Visibility
from .journey import Journey, JourneyPause
from .relays import HandOver, Replacement
from .routes import Route, TrackStage
from .stages import ENDS, ORDER, PATHS, CloseReason, Stage, Track
from .task_templates import Assignee, TaskTemplate, TemplateStep, Trigger

__all__ = [
    "ENDS",
    "ORDER",
    "PATHS",
    "Acquisition",
    "AcquisitionKind",
    "Assignee",
    "Batch",
    "CalendarFeed",
    "CloseReason",
    "Direction",
    "HandOver",
    "Interaction",
    "InteractionKind",
    "Journey",
    "JourneyPause",
    "MorningRefusal",
    "Outcome",
    "Replacement",
    "Route",
    "SavedView",
    "Screen",
    "Stage",
    "Task",
    "TaskTemplate",
    "TemplateStep",
    "Touch",
    "TouchKind",
    "Track",
    "TrackStage",
    "Trigger",
    "Visibility",
]
