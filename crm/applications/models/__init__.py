from .application import (
    DECIDED,
    LIVE,
    Application,
    ApplicationState,
)
from .application import PATHS as APPLICATION_PATHS
from .around import ApplicationPaper, Coming, Companion, Message
from .attendance import (
    MINUTES,
    Absence,
    Attendance,
    AttendanceCorrection,
    Mode,
    SignedBy,
)
from .calendar import HalfDay, SessionTrainer, TaughtHalfDay
from .draft import DRAFT_PATHS, SENT_KINDS, Draft, DraftState, SentFile
from .enrolment import (
    ENROLMENT_PATHS,
    SEATED,
    Enrolment,
    EnrolmentState,
    Roster,
    RosterState,
    SessionSeat,
)
from .programme import CreditRule, Evidence, ModuleWindow, TaughtModule
from .results import HOURS, ModuleResult, ResultCorrection
from .sheets import SheetScan
from .submission import SUBMISSION_PATHS, RefusedPost, Submission, SubmissionState

__all__ = [
    "APPLICATION_PATHS",
    "DECIDED",
    "DRAFT_PATHS",
    "ENROLMENT_PATHS",
    "HOURS",
    "LIVE",
    "MINUTES",
    "SEATED",
    "SENT_KINDS",
    "SUBMISSION_PATHS",
    "Absence",
    "Application",
    "ApplicationPaper",
    "ApplicationState",
    "Attendance",
    "AttendanceCorrection",
    "Coming",
    "Companion",
    "CreditRule",
    "Draft",
    "DraftState",
    "Enrolment",
    "EnrolmentState",
    "Evidence",
    "HalfDay",
    "Message",
    "Mode",
    "ModuleResult",
    "ModuleWindow",
    "RefusedPost",
    "ResultCorrection",
    "Roster",
    "RosterState",
    "SentFile",
    "SessionSeat",
    "SessionTrainer",
    "SheetScan",
    "SignedBy",
    "Submission",
    "SubmissionState",
    "TaughtHalfDay",
    "TaughtModule",
]
