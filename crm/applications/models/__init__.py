from .application import (
    DECIDED,
    LIVE,
    Application,
    ApplicationState,
)
from .application import PATHS as APPLICATION_PATHS
from .attendance import (
    MINUTES,
    Absence,
    Attendance,
    AttendanceCorrection,
    Mode,
    SignedBy,
)
from .calendar import HalfDay, SessionTrainer, TaughtHalfDay
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
    "ENROLMENT_PATHS",
    "HOURS",
    "LIVE",
    "MINUTES",
    "SEATED",
    "SUBMISSION_PATHS",
    "Absence",
    "Application",
    "ApplicationState",
    "Attendance",
    "AttendanceCorrection",
    "CreditRule",
    "Enrolment",
    "EnrolmentState",
    "Evidence",
    "HalfDay",
    "Mode",
    "ModuleResult",
    "ModuleWindow",
    "RefusedPost",
    "ResultCorrection",
    "Roster",
    "RosterState",
    "SessionSeat",
    "SessionTrainer",
    "SheetScan",
    "SignedBy",
    "Submission",
    "SubmissionState",
    "TaughtHalfDay",
    "TaughtModule",
]
