from .catalogue import Course, Module, ModuleKind
from .pages import CatalogueIndexPage, CoursePage
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
