from .breaches import PATHS, UNSETTLED, Breach, BreachNote, BreachState, Nature, Risk
from .rereading import Rereading, Verdict

__all__ = [
    "PATHS",
    "UNSETTLED",
    "Breach",
    "BreachNote",
    "BreachState",
    "Nature",
    "Rereading",
    "Risk",
    "Verdict",
]
