from .contacts import Beat, Language, Outlet, PressContact
from .coverage import CoverageLink, Subject, Tone
from .dispatches import DISPATCH_PATHS, DispatchState, Received, ReleaseDispatch
from .exchanges import Direction, Exchange, ExchangeKind
from .lists import PressList

__all__ = [
    "DISPATCH_PATHS",
    "Beat",
    "CoverageLink",
    "Direction",
    "DispatchState",
    "Exchange",
    "ExchangeKind",
    "Language",
    "Outlet",
    "PressContact",
    "PressList",
    "Received",
    "ReleaseDispatch",
    "Subject",
    "Tone",
]
