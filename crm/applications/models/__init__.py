from .application import (
    DECIDED,
    LIVE,
    Application,
    ApplicationState,
)
from .application import PATHS as APPLICATION_PATHS
from .enrolment import (
    ENROLMENT_PATHS,
    SEATED,
    Attendance,
    Enrolment,
    EnrolmentState,
    HalfDay,
    Mode,
    ModuleResult,
    Roster,
    RosterState,
    SessionSeat,
)
from .submission import SUBMISSION_PATHS, RefusedPost, Submission, SubmissionState

__all__ = [
    "APPLICATION_PATHS",
    "DECIDED",
    "ENROLMENT_PATHS",
    "LIVE",
    "SEATED",
    "SUBMISSION_PATHS",
    "Application",
    "ApplicationState",
    "Attendance",
    "Enrolment",
    "EnrolmentState",
    "HalfDay",
    "Mode",
    "ModuleResult",
    "RefusedPost",
    "Roster",
    "RosterState",
    "SessionSeat",
    "Submission",
    "SubmissionState",
]
