from .catalogue import Course, Module, ModuleKind
from .course_page import CoursePage
from .pages import CatalogueIndexPage
from .sessions import OnSiteWeek, Session, SessionState

__all__ = [
    "CatalogueIndexPage",
    "Course",
    "CoursePage",
    "Module",
    "ModuleKind",
    "OnSiteWeek",
    "Session",
    "SessionState",
]
