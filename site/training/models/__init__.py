from .catalogue import Course, Module, ModuleKind
from .sessions import OnSiteWeek, Session, SessionState

__all__ = ["Course", "Module", "ModuleKind", "OnSiteWeek", "Session", "SessionState"]
