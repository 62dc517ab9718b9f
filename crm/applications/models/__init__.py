from .application import (
    DECIDED,
    LIVE,
    Application,
    ApplicationState,
)
from .application import PATHS as APPLICATION_PATHS
from .around import ApplicationPaper, Coming, Companion, Message
from .draft import DRAFT_PATHS, SENT_KINDS, Draft, DraftState, SentFile
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
    "DRAFT_PATHS",
    "ENROLMENT_PATHS",
    "LIVE",
    "SEATED",
    "SENT_KINDS",
    "SUBMISSION_PATHS",
    "Application",
    "ApplicationPaper",
    "ApplicationState",
    "Attendance",
    "Coming",
    "Companion",
    "Draft",
    "DraftState",
    "Enrolment",
    "EnrolmentState",
    "HalfDay",
    "Message",
    "Mode",
    "ModuleResult",
    "RefusedPost",
    "Roster",
    "RosterState",
    "SentFile",
    "SessionSeat",
    "Submission",
    "SubmissionState",
]
